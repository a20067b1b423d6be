package main

import (
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"google.golang.org/protobuf/reflect/protoreflect"
)

const (
	links    = "dds_backup_download_links"
	download = "dds_backup_download"
)

// What an RPC must make of a request without a field; all that is not here must be answered, with or without an error.
// The provider has no list resources, actions, state stores or generated configuration, which engines learn from its
// schema. Whoever updates terraform-plugin-go adds new RPCs here, or to what the provider answers.
var notImplemented = map[string]bool{
	"GenerateResourceConfig":     true,
	"ListResource":               true,
	"ValidateListResourceConfig": true,
	"ValidateActionConfig":       true,
	"PlanAction":                 true,
	"InvokeAction":               true,
	"ValidateStateStoreConfig":   true,
	"ConfigureStateStore":        true,
	"ReadStateBytes":             true,
	"WriteStateBytes":            true,
	"LockState":                  true,
	"UnlockState":                true,
	"GetStates":                  true,
	"DeleteState":                true,
}

// Every RPC of the newest protocol, in its order, with nothing in the request.
func emptyRequests(on *session) {
	all := methods()
	for index := range all.Len() {
		on.expectStatus(string(all.Get(index).Name()), "empty", message{})
	}
}

// The same with the name of a type, and nothing about it, where a request has room for one.
func typeAlone(on *session) {
	all := methods()
	for index := range all.Len() {
		fields := all.Get(index).Input().Fields()
		for _, field := range []protoreflect.Name{"type_name", "target_type_name"} {
			if fields.ByName(field) == nil {
				continue
			}
			for _, typeName := range []string{links, download} {
				on.expectStatus(string(all.Get(index).Name()), "type alone", message{string(field): typeName})
			}
		}
	}
}

// What an engine asks in the life of a configuration, in its order, and what it should never ask.
func sensibleRequests(on *session, given settings) {
	schemas := on.expect(answered, "GetProviderSchema", "sensible", message{})
	for _, name := range []string{"GetMetadata", "GetResourceIdentitySchemas", "GetFunctions"} {
		on.expect(answered, name, "sensible", message{})
	}
	backup := map[string]cty.Value{
		"instance_id": cty.StringVal(given.InstanceID),
		"backup_id":   cty.StringVal(given.BackupID),
	}
	configure(on, on.schema(object(schemas, "provider")), given)
	dataSource(on, on.schema(object(object(schemas, "dataSourceSchemas"), links)), backup)
	ephemeral(on, on.schema(object(object(schemas, "ephemeralResourceSchemas"), links)), backup)
	resource(on, on.schema(object(object(schemas, "resourceSchemas"), download)), given)
	on.expect(refused, "CallFunction", "unknown", message{"name": "no_such_function"})
	on.expect(answered, "StopProvider", "sensible", message{})
	on.requireAllAsked()
}

func (s *session) schema(sent map[string]any) schema {
	result, err := schemaOf(object(sent, "block"))
	if err != nil || len(result.typed) == 0 {
		s.report.fault("the schema cannot be read: %v", err)
	}
	return result
}

func configure(on *session, is schema, given settings) {
	endpoints := map[string]cty.Value{}
	for service, url := range given.Endpoints {
		endpoints[service] = cty.StringVal(url)
	}
	config := is.encoded(is.config(map[string]cty.Value{"endpoints": cty.MapVal(endpoints)}))
	on.expect(answered, "ValidateProviderConfig", "sensible", message{"config": config})
	on.expect(answered, "ConfigureProvider", "sensible", message{"terraformVersion": "1.14.0", "config": config})
}

func dataSource(on *session, is schema, backup map[string]cty.Value) {
	request := message{"typeName": links, "config": is.encoded(is.config(backup))}
	on.expect(answered, "ValidateDataResourceConfig", "sensible", request)
	state := on.expect(answered, "ReadDataSource", "sensible", request)
	on.requireFiles("ReadDataSource", is, object(state, "state"))
}

func ephemeral(on *session, is schema, backup map[string]cty.Value) {
	request := message{"typeName": links, "config": is.encoded(is.config(backup))}
	on.expect(answered, "ValidateEphemeralResourceConfig", "sensible", request)
	opened := on.expect(answered, "OpenEphemeralResource", "sensible", request)
	on.requireFiles("OpenEphemeralResource", is, object(opened, "result"))
	kept := message{"typeName": links, "private": text(opened, "private")}
	on.expect(answered, "RenewEphemeralResource", "sensible", kept)
	on.expect(answered, "CloseEphemeralResource", "sensible", kept)
}

// Creates, reads, upgrades, imports and destroys a download.
func resource(on *session, is schema, given settings) {
	arguments := map[string]cty.Value{
		"instance_id": cty.StringVal(given.InstanceID),
		"backup_id":   cty.StringVal(given.BackupID),
		"directory":   cty.StringVal(given.Directory),
	}
	config := is.encoded(is.config(arguments))
	on.expect(answered, "ValidateResourceConfig", "sensible", message{"typeName": download, "config": config})
	planned := on.expect(answered, "PlanResourceChange", "creation", message{
		"typeName": download, "priorState": is.null(), "config": config,
		"proposedNewState": is.encoded(is.proposed(arguments)),
	})
	created := on.expect(answered, "ApplyResourceChange", "creation", message{
		"typeName": download, "priorState": is.null(), "config": config,
		"plannedState": planned["plannedState"], "plannedPrivate": planned["plannedPrivate"],
	})
	state, private := object(created, "newState"), created["private"]
	on.requireFiles("ApplyResourceChange", is, state)
	read := on.expect(answered, "ReadResource", "sensible", message{
		"typeName": download, "currentState": state, "private": private,
	})
	on.requireSame("ReadResource", is, state, object(read, "newState"))
	upgraded := on.expect(answered, "UpgradeResourceState", "sensible", message{
		"typeName": download, "rawState": message{"json": on.stored(is, state)},
	})
	on.requireSame("UpgradeResourceState", is, state, object(upgraded, "upgradedState"))
	id := given.InstanceID + "/" + given.BackupID + "/" + given.Directory
	on.expect(answered, "ImportResourceState", "sensible", message{"typeName": download, "id": id})
	destroy(on, is, state, private)
	on.expect(refused, "MoveResourceState", "sensible", message{
		"sourceTypeName": "local_file", "targetTypeName": download,
	})
	on.expect(refused, "UpgradeResourceIdentity", "sensible", message{"typeName": download})
}

func destroy(on *session, is schema, state map[string]any, private any) {
	planned := on.expect(answered, "PlanResourceChange", "destruction", message{
		"typeName": download, "priorState": state, "priorPrivate": private,
		"config": is.null(), "proposedNewState": is.null(),
	})
	destroyed := on.expect(answered, "ApplyResourceChange", "destruction", message{
		"typeName": download, "priorState": state, "config": is.null(),
		"plannedState": is.null(), "plannedPrivate": planned["plannedPrivate"],
	})
	left, err := is.decoded(object(destroyed, "newState"))
	if err != nil || !left.IsNull() {
		on.report.fault("ApplyResourceChange leaves something of what it has destroyed: %v", err)
	}
}

// The value must be known, have the type of the schema, and hold files.
func (s *session) requireFiles(method string, is schema, sent map[string]any) {
	value, err := is.decoded(sent)
	if err != nil {
		s.report.fault("%s answers with a value that go-cty does not read: %v", method, err)
	} else if value.IsNull() || !value.IsWhollyKnown() || value.GetAttr("files").LengthInt() == 0 {
		s.report.fault("%s answers without the files", method)
	}
}

func (s *session) requireSame(method string, is schema, before, after map[string]any) {
	old, err := is.decoded(before)
	if err != nil {
		return // reported where it came from
	}
	if now, err := is.decoded(after); err != nil || !now.RawEquals(old) {
		s.report.fault("%s changes the state: %v", method, err)
	}
}

// A state as an engine stores it.
func (s *session) stored(is schema, sent map[string]any) []byte {
	value, err := is.decoded(sent)
	if err != nil {
		return nil // reported where it came from
	}
	bytes, err := ctyjson.Marshal(value, is.objectType())
	if err != nil {
		s.report.fault("the state cannot be stored: %v", err)
	}
	return bytes
}
