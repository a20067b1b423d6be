package main

import "fmt"

// What came of the calls.
type report struct {
	lines  []string
	called map[string]bool
	faults []string
}

func (r *report) line(method string, kind string, got outcome, reason string) {
	if r.called == nil {
		r.called = map[string]bool{}
	}
	r.called[method] = true
	r.lines = append(r.lines, fmt.Sprintf("  %-32s %-12s %-14s %s", method, kind, got, reason))
}

func (r *report) fault(format string, values ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, values...))
}

func (r *report) print() {
	for _, line := range r.lines {
		fmt.Println(line)
	}
	for _, fault := range r.faults {
		fmt.Println("FAULT:", fault)
	}
	fmt.Printf("%d RPCs, %d calls, %d faults\n", len(r.called), len(r.lines), len(r.faults))
}
