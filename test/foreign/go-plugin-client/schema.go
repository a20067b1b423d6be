package main

import (
	"encoding/base64"
	"fmt"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"github.com/zclconf/go-cty/cty/msgpack"
)

// What a provider says about one of its types, or about itself.
type schema struct {
	typed    map[string]cty.Type
	computed map[string]bool
	empty    map[string]cty.Value
}

// Reads a schema as GetProviderSchema answers it.
func schemaOf(block map[string]any) (schema, error) {
	result := schema{map[string]cty.Type{}, map[string]bool{}, map[string]cty.Value{}}
	for _, attribute := range members(block, "attributes") {
		name := text(attribute, "name")
		attributeType, err := typeOf(attribute)
		if err != nil {
			return schema{}, fmt.Errorf("%s: %w", name, err)
		}
		result.typed[name] = attributeType
		result.computed[name] = attribute["computed"] == true
		result.empty[name] = cty.NullVal(attributeType)
	}
	for _, nested := range members(block, "blockTypes") {
		inner, err := schemaOf(object(nested, "block"))
		if err != nil {
			return schema{}, err
		}
		name := text(nested, "typeName")
		result.typed[name] = nest(inner.objectType(), text(nested, "nesting"))
		result.empty[name] = cty.NullVal(result.typed[name])
		if result.typed[name].IsListType() {
			result.empty[name] = cty.ListValEmpty(inner.objectType())
		}
		if result.typed[name].IsSetType() {
			result.empty[name] = cty.SetValEmpty(inner.objectType())
		}
	}
	return result, nil
}

func typeOf(attribute map[string]any) (cty.Type, error) {
	nested, isNested := attribute["nestedType"].(map[string]any)
	if !isNested {
		bytes, err := base64.StdEncoding.DecodeString(text(attribute, "type"))
		if err != nil {
			return cty.NilType, err
		}
		return ctyjson.UnmarshalType(bytes)
	}
	inner, err := schemaOf(nested)
	return nest(inner.objectType(), text(nested, "nesting")), err
}

func nest(inner cty.Type, nesting string) cty.Type {
	switch nesting {
	case "LIST":
		return cty.List(inner)
	case "SET":
		return cty.Set(inner)
	case "MAP":
		return cty.Map(inner)
	default:
		return inner
	}
}

func (s schema) objectType() cty.Type {
	return cty.Object(s.typed)
}

// A configuration, as an engine sends it: what is not given is null.
func (s schema) config(given map[string]cty.Value) cty.Value {
	all := map[string]cty.Value{}
	for name, value := range s.empty {
		all[name] = value
	}
	for name, value := range given {
		all[name] = value
	}
	return cty.ObjectVal(all)
}

// What an engine proposes for a new object: computed attributes that are not given are unknown.
func (s schema) proposed(given map[string]cty.Value) cty.Value {
	all := s.config(given).AsValueMap()
	for name, value := range all {
		if value.IsNull() && s.computed[name] {
			all[name] = cty.UnknownVal(s.typed[name])
		}
	}
	return cty.ObjectVal(all)
}

// The message for a value.
func (s schema) encoded(value cty.Value) message {
	bytes, err := msgpack.Marshal(value, s.objectType())
	if err != nil {
		panic(err) // our own value does not fit the schema
	}
	return message{"msgpack": bytes}
}

func (s schema) null() message {
	return s.encoded(cty.NullVal(s.objectType()))
}

// The value in a message; an error unless it has exactly the type of the schema.
func (s schema) decoded(sent map[string]any) (cty.Value, error) {
	bytes, err := base64.StdEncoding.DecodeString(text(sent, "msgpack"))
	if err != nil {
		return cty.NilVal, err
	}
	return msgpack.Unmarshal(bytes, s.objectType())
}

func members(of map[string]any, name string) []map[string]any {
	list, _ := of[name].([]any)
	result := make([]map[string]any, 0, len(list))
	for _, each := range list {
		if member, isObject := each.(map[string]any); isObject {
			result = append(result, member)
		}
	}
	return result
}

func object(of map[string]any, name string) map[string]any {
	result, _ := of[name].(map[string]any)
	return result
}

func text(of map[string]any, name string) string {
	result, _ := of[name].(string)
	return result
}
