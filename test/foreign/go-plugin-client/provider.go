package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// No call may take longer.
const deadline = 20 * time.Second

// A provider in a process of its own, with mutual TLS, as an engine has it.
type provider struct {
	client     *plugin.Client
	connection *grpc.ClientConn
	warnings   *bytes.Buffer
}

func start(executable string) (*provider, error) {
	warnings := &bytes.Buffer{}
	client := plugin.NewClient(&plugin.ClientConfig{
		Cmd: exec.Command(executable),
		HandshakeConfig: plugin.HandshakeConfig{
			MagicCookieKey:   "TF_PLUGIN_MAGIC_COOKIE",
			MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
		},
		VersionedPlugins: map[int]plugin.PluginSet{6: {"provider": connectionOnly{}}},
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		AutoMTLS:         true,
		StartTimeout:     deadline,
		Logger:           hclog.New(&hclog.LoggerOptions{Level: hclog.Warn, Output: warnings}),
	})
	protocol, err := client.Client()
	if err != nil {
		client.Kill()
		return nil, err
	}
	connection, err := protocol.Dispense("provider")
	if err != nil {
		client.Kill()
		return nil, err
	}
	return &provider{client, connection.(*grpc.ClientConn), warnings}, nil
}

// Sends the request, of whatever kind the method is, and returns the first answer.
func (p *provider) call(method protoreflect.MethodDescriptor, request proto.Message) (proto.Message, error) {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	description := &grpc.StreamDesc{
		ClientStreams: method.IsStreamingClient(),
		ServerStreams: method.IsStreamingServer(),
	}
	path := fmt.Sprintf("/%s/%s", method.Parent().FullName(), method.Name())
	stream, err := p.connection.NewStream(ctx, description, path)
	if err != nil {
		return nil, err
	}
	// The end of the stream means that there is a status, which is received below.
	if err := stream.SendMsg(request); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if err := stream.CloseSend(); err != nil {
		return nil, err
	}
	response := dynamicpb.NewMessage(method.Output())
	return response, stream.RecvMsg(response)
}

func (p *provider) ping() error {
	protocol, err := p.client.Client()
	if err != nil {
		return err
	}
	return protocol.Ping()
}

// Ends the process as an engine does. Returns what is wrong with its end, and all that go-plugin warned of.
func (p *provider) end() []string {
	id, err := strconv.Atoi(p.client.ID())
	if err != nil {
		return []string{"go-plugin does not know the process"}
	}
	p.client.Kill() // asks first, and kills what is still there after two seconds, with a warning
	var complaints []string
	if !p.client.Exited() || !errors.Is(syscall.Kill(id, 0), syscall.ESRCH) {
		complaints = append(complaints, "the process is still there after the end")
	}
	if p.warnings.Len() > 0 {
		complaints = append(complaints, "go-plugin warned: "+p.warnings.String())
	}
	return complaints
}

// A plugin of which only the connection is wanted.
type connectionOnly struct {
	plugin.NetRPCUnsupportedPlugin
}

func (connectionOnly) GRPCServer(*plugin.GRPCBroker, *grpc.Server) error {
	return errors.New("this is a client")
}

func (connectionOnly) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, connection *grpc.ClientConn) (any, error) {
	return connection, nil
}
