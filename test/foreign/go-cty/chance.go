package main

import (
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// Random types and values.
type chance struct{ *rand.Rand }

// A type as a schema may have it, nested so deep at most.
func (c chance) constraint(depth int) cty.Type {
	kinds := 9
	if depth == 0 {
		kinds = 4
	}
	switch c.IntN(kinds) {
	case 0:
		return cty.String
	case 1:
		return cty.Number
	case 2:
		return cty.Bool
	case 3:
		return cty.DynamicPseudoType
	case 4:
		return cty.List(c.constraint(depth - 1))
	case 5:
		return cty.Set(c.constraint(depth - 1))
	case 6:
		return cty.Map(c.constraint(depth - 1))
	case 7:
		elements := make([]cty.Type, c.IntN(4))
		for index := range elements {
			elements[index] = c.constraint(depth - 1)
		}
		return cty.Tuple(elements)
	default:
		attributes := map[string]cty.Type{}
		for range c.IntN(5) {
			attributes[c.name()] = c.constraint(depth - 1)
		}
		return cty.Object(attributes)
	}
}

// The type that a value will have where the constraint is dynamic. Some stay dynamic, if `open`: those will be unknown or
// null. All elements of a collection have one type, so within one none does.
func (c chance) concrete(constraint cty.Type, open bool) cty.Type {
	switch {
	case constraint == cty.DynamicPseudoType && open && c.IntN(4) == 0:
		return constraint
	case constraint == cty.DynamicPseudoType:
		return c.concrete(c.constraint(1), false)
	case constraint.IsListType():
		return cty.List(c.concrete(constraint.ElementType(), false))
	case constraint.IsSetType():
		return cty.Set(c.concrete(constraint.ElementType(), false))
	case constraint.IsMapType():
		return cty.Map(c.concrete(constraint.ElementType(), false))
	case constraint.IsTupleType():
		elements := make([]cty.Type, constraint.Length())
		for index, element := range constraint.TupleElementTypes() {
			elements[index] = c.concrete(element, open)
		}
		return cty.Tuple(elements)
	case constraint.IsObjectType():
		attributes := map[string]cty.Type{}
		for _, name := range sorted(constraint.AttributeTypes()) {
			attributes[name] = c.concrete(constraint.AttributeType(name), open)
		}
		return cty.Object(attributes)
	default:
		return constraint
	}
}

func (c chance) value(of cty.Type) cty.Value {
	switch c.IntN(12) {
	case 0:
		return cty.NullVal(of)
	case 1:
		return c.unknown(of)
	}
	switch {
	case of == cty.DynamicPseudoType:
		return cty.DynamicVal
	case of == cty.String:
		return cty.StringVal(c.text())
	case of == cty.Bool:
		return cty.BoolVal(c.IntN(2) == 0)
	case of == cty.Number:
		return c.faithful()
	case of.IsTupleType():
		elements := make([]cty.Value, of.Length())
		for index, element := range of.TupleElementTypes() {
			elements[index] = c.value(element)
		}
		return cty.TupleVal(elements)
	case of.IsObjectType():
		attributes := map[string]cty.Value{}
		for _, name := range sorted(of.AttributeTypes()) {
			attributes[name] = c.value(of.AttributeType(name))
		}
		return cty.ObjectVal(attributes)
	default:
		return c.collection(of)
	}
}

func (c chance) collection(of cty.Type) cty.Value {
	elements := make([]cty.Value, c.length())
	for index := range elements {
		elements[index] = c.value(of.ElementType())
	}
	switch {
	case of.IsMapType() && len(elements) > 0:
		named := map[string]cty.Value{}
		for _, element := range elements {
			named[cty.NormalizeString(c.text())] = element
		}
		return cty.MapVal(named)
	case of.IsMapType():
		return cty.MapValEmpty(of.ElementType())
	case of.IsSetType() && len(elements) > 0:
		return cty.SetVal(elements)
	case of.IsSetType():
		return cty.SetValEmpty(of.ElementType())
	case len(elements) > 0:
		return cty.ListVal(elements)
	default:
		return cty.ListValEmpty(of.ElementType())
	}
}

// Around the lengths at which MessagePack changes its format, now and then.
func (c chance) length() int {
	if c.IntN(40) == 0 {
		return 14 + c.IntN(4)
	}
	return c.IntN(4)
}

// With what an engine may know about it, or without.
func (c chance) unknown(of cty.Type) cty.Value {
	value := cty.UnknownVal(of)
	if of == cty.DynamicPseudoType || c.IntN(3) == 0 {
		return value
	}
	known := value.Refine()
	if c.IntN(2) == 0 {
		known = known.NotNull()
	}
	switch {
	case of == cty.String && c.IntN(2) == 0:
		known = known.StringPrefix("https://" + strings.Repeat("é", c.IntN(20)) + "/")
	case of == cty.Number && c.IntN(2) == 0:
		lower, upper := c.faithful(), c.faithful()
		if lower.LessThan(upper).True() {
			known = known.NumberRangeLowerBound(lower, c.IntN(2) == 0)
			known = known.NumberRangeUpperBound(upper, c.IntN(2) == 0)
		}
	case of.IsCollectionType() && c.IntN(2) == 0:
		known = known.CollectionLengthLowerBound(1 + c.IntN(300))
		known = known.CollectionLengthUpperBound(302 + c.IntN(100_000))
	}
	return known.NewValue()
}

var hardNumbers = []string{
	"0", "-0", "0.1", "-0.1", "0.8", "1e100", "-1e100", "1e-100", "1e1000", "1e-1000", "123456789012345678901234567890",
	"9007199254740993", "4294967295", "4294967296", "-2147483649", "9223372036854775807", "9223372036854775808",
	"-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
	"0.30000000000000004", "5e-324", "1.7976931348623157e308", "3.4028234663852886e38", "1e-7", "1.10",
}

// A number that go-cty itself does not change on its way: it sends large integers of low precision with too few digits, and
// doubles without their precision.
func (c chance) faithful() cty.Value {
	for {
		number := cty.NumberVal(c.number())
		if difference(hex.EncodeToString(encoded(number, cty.Number)), cty.Number, number) == "" {
			return number
		}
	}
}

// Most are as an engine computes: with 512 bits.
func (c chance) number() *big.Float {
	parse := func(text string) *big.Float {
		number, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
		must(err)
		return number
	}
	switch c.IntN(6) {
	case 0:
		return parse(hardNumbers[c.IntN(len(hardNumbers))])
	case 1: // around a power of two
		power := new(big.Float).SetMantExp(parse("1"), c.IntN(200))
		power.Add(power, big.NewFloat(float64(c.IntN(3)-1)))
		if c.IntN(2) == 0 {
			power.Neg(power)
		}
		return power
	case 2: // any normal double, as other providers send it; of a subnormal one go-cty compares digits that it does not have
		double := math.Float64frombits(c.Uint64())
		if magnitude := math.Abs(double); magnitude >= 0x1p-1022 && magnitude <= math.MaxFloat64 {
			return big.NewFloat(double)
		}
		return big.NewFloat(c.Float64())
	case 3: // many digits
		return parse(fmt.Sprintf("%d.%019d%019d%019d", c.Int64(), c.Int64(), c.Int64(), c.Int64()))
	case 4: // all bits
		quotient := parse(fmt.Sprint(c.Int64()))
		return quotient.Quo(quotient, parse(fmt.Sprint(1+c.Int64N(1_000_000))))
	default:
		return new(big.Float).SetPrec(512).SetInt64(int64(c.IntN(100_000) - 50_000))
	}
}

var pieces = []string{
	"a", "B", "7", " ", "\"", "\\", "\n", "\x00", "\u007f", "é", "e\u0301", "ß", "漢", "\u2028", "\ufeff", "\U0001f469\u200d\U0001f680",
	"${", "%{", "\ufffd", "\u202e", "5", "-", ".", "null",
}

func (c chance) text() string {
	switch c.IntN(20) {
	case 0:
		return c.special()
	case 1:
		return strings.Repeat("x", c.IntN(300)) // 31, 32, 255, 256
	}
	var built strings.Builder
	for range c.IntN(6) {
		built.WriteString(pieces[c.IntN(len(pieces))])
	}
	return built.String()
}

// Of an attribute.
func (c chance) name() string {
	if c.IntN(10) == 0 {
		return c.special()
	}
	return cty.NormalizeString(string(rune('a'+c.IntN(26))) + pieces[c.IntN(len(pieces))])
}

// What is something else in JavaScript.
func (c chance) special() string {
	special := []string{"__proto__", "constructor", "toString", "hasOwnProperty", "length", "0", "1", ""}
	return special[c.IntN(len(special))]
}
