package main

import (
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"
)

// The names in an order that is the same for the same seed.
func sorted(attributes map[string]cty.Type) []string {
	return slices.Sorted(maps.Keys(attributes))
}
