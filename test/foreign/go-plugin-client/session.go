package main

import (
	"encoding/json"
	"fmt"
	"strings"

	// Registers the newest protocol, whose Go package is internal.
	_ "github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
)

// A message in the JSON form of protobuf; bytes are []byte in requests, and in base64 in responses.
type message map[string]any

// What an answer can be.
type outcome string

const (
	answered      outcome = "answered"      // without an error
	refused       outcome = "refused"       // answered with an error that the user sees
	unimplemented outcome = "UNIMPLEMENTED" // by the status of gRPC
	failed        outcome = "failed"        // with any other status of gRPC
)

// Calls on one process.
type session struct {
	provider *provider
	report   *report
	// The methods that were called as an engine does.
	asked map[string]bool
}

// Calls a method, and reports it. What is not as expected is a fault.
func (s *session) expect(wanted outcome, name string, kind string, request message) message {
	got, response, reason := s.call(name, request)
	s.report.line(name, kind, got, reason)
	if got != wanted {
		s.report.fault("%s (%s): %s instead of %s: %s", name, kind, got, wanted, reason)
	}
	s.asked[name] = true
	return response
}

// Calls a method with a request that no engine sends: it is answered, if it is implemented, with whatever diagnostics.
func (s *session) expectStatus(name string, kind string, request message) {
	got, _, reason := s.call(name, request)
	s.report.line(name, kind, got, reason)
	if notImplemented[name] != (got == unimplemented) || got == failed {
		s.report.fault("%s (%s): %s: %s", name, kind, got, reason)
	}
	if strings.Contains(reason, "bug in the provider") {
		s.report.fault("%s (%s): the provider blames itself for what the client does: %s", name, kind, reason)
	}
}

// Each RPC is called as an engine would, or is listed as not implemented.
func (s *session) requireAllAsked() {
	all := methods()
	for index := range all.Len() {
		name := string(all.Get(index).Name())
		if s.asked[name] == notImplemented[name] {
			s.report.fault("%s is new: call it as an engine does, or list it as not implemented", name)
		}
	}
	for name := range notImplemented {
		if all.ByName(protoreflect.Name(name)) == nil {
			s.report.fault("the protocol has no RPC %s", name)
		}
	}
}

func (s *session) call(name string, request message) (outcome, message, string) {
	method := methods().ByName(protoreflect.Name(name))
	if method == nil {
		return failed, nil, "the protocol has no such RPC"
	}
	sent := dynamicpb.NewMessage(method.Input())
	text, err := json.Marshal(request)
	if err == nil {
		err = protojson.Unmarshal(text, sent)
	}
	if err != nil {
		return failed, nil, fmt.Sprintf("our request is wrong: %v", err)
	}
	received, err := s.provider.call(method, sent)
	if status.Code(err) == codes.Unimplemented {
		return unimplemented, nil, ""
	}
	if err != nil {
		return failed, nil, err.Error()
	}
	if text, err = protojson.Marshal(received); err != nil {
		return failed, nil, err.Error()
	}
	response := message{}
	if err := json.Unmarshal(text, &response); err != nil {
		return failed, nil, err.Error()
	}
	if reason := errorIn(response); reason != "" {
		return refused, response, reason
	}
	return answered, response, ""
}

// The first error that the provider reports in an answer.
func errorIn(response message) string {
	if _, fails := response["error"]; fails { // of a function
		return fmt.Sprint(response["error"])
	}
	diagnostics, _ := response["diagnostics"].([]any)
	for _, each := range diagnostics {
		diagnostic, _ := each.(map[string]any)
		if diagnostic["severity"] == "ERROR" {
			return fmt.Sprint(diagnostic["summary"], ": ", diagnostic["detail"])
		}
	}
	return ""
}

// All RPCs of the newest protocol.
func methods() protoreflect.MethodDescriptors {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName("tfplugin6.Provider")
	if err != nil {
		panic(err) // another major version of terraform-plugin-go
	}
	return found.(protoreflect.ServiceDescriptor).Methods()
}
