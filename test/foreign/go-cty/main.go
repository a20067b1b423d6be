// Compares values that go-cty encodes and decodes with what our own code makes of them.
//
//	go-cty values SEED COUNT   prints random values, a line each: its type, what it became where the type is dynamic, its
//	                           MessagePack, and its JSON, if JSON can hold it
//	go-cty same SEED COUNT     reads what others made of these values, a line each: MessagePack, and what became of the
//	                           JSON; prints a line for each that is another value
//	go-cty again               reads types and MessagePack, and prints what go-cty makes of it, or what it says
//
// Fields are separated by tabs, MessagePack is hexadecimal.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"github.com/zclconf/go-cty/cty/msgpack"
)

func main() {
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<28)
	switch os.Args[1] {
	case "values":
		each(func(constraint, concrete cty.Type, value cty.Value) {
			fmt.Fprintln(output, strings.Join([]string{
				typeText(constraint), typeText(concrete), hex.EncodeToString(encoded(value, constraint)), jsonOf(value, concrete),
			}, "\t"))
		})
	case "same":
		each(func(constraint, concrete cty.Type, value cty.Value) {
			input.Scan()
			for _, text := range strings.Split(input.Text(), "\t") {
				if reason := difference(text, concrete, value); text != "" && reason != "" {
					fmt.Fprintf(output, "%s: %s %x became %s\n", reason, typeText(constraint), encoded(value, constraint), text)
				}
			}
		})
	case "again":
		for input.Scan() {
			typeJSON, text, _ := strings.Cut(input.Text(), "\t")
			fmt.Fprintln(output, again(typeJSON, text))
		}
	}
	must(input.Err())
}

// Goes over the random values; the same for the same seed.
func each(work func(constraint, concrete cty.Type, value cty.Value)) {
	seed, err := strconv.ParseUint(os.Args[2], 10, 64)
	must(err)
	count, err := strconv.Atoi(os.Args[3])
	must(err)
	random := chance{rand.New(rand.NewPCG(seed, 0))}
	for range count {
		constraint := random.constraint(4)
		concrete := random.concrete(constraint, true)
		value := random.value(concrete)
		// Some sets with unknown elements, and what is known in more than 1 KiB, are lost on go-cty's own way.
		for difference(hex.EncodeToString(encoded(value, concrete)), concrete, value) != "" {
			value = random.value(concrete)
		}
		work(constraint, concrete, value)
	}
}

func encoded(value cty.Value, constraint cty.Type) []byte {
	bytes, err := msgpack.Marshal(value, constraint)
	must(err)
	return bytes
}

func jsonOf(value cty.Value, concrete cty.Type) string {
	if !value.IsWhollyKnown() {
		return ""
	}
	bytes, err := ctyjson.Marshal(value, concrete)
	must(err)
	// Large integers of low precision get too few digits.
	if again, err := ctyjson.Unmarshal(bytes, concrete); err != nil || !again.RawEquals(value) {
		return ""
	}
	return string(bytes)
}

func difference(text string, concrete cty.Type, value cty.Value) string {
	bytes, err := hex.DecodeString(text)
	if err != nil {
		return "not encoded"
	}
	now, err := msgpack.Unmarshal(bytes, concrete)
	if err != nil {
		return err.Error()
	}
	if !now.RawEquals(value) {
		return "another value"
	}
	return ""
}

func again(typeJSON string, text string) string {
	constraint, err := ctyjson.UnmarshalType([]byte(typeJSON))
	must(err)
	bytes, err := hex.DecodeString(text)
	must(err)
	value, err := msgpack.Unmarshal(bytes, constraint)
	if err != nil {
		return "error: " + err.Error()
	}
	return hex.EncodeToString(encoded(value, constraint))
}

func typeText(of cty.Type) string {
	bytes, err := ctyjson.MarshalType(of)
	must(err)
	return string(bytes)
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
