// Calls every RPC of the newest plugin protocol, as terraform-plugin-go knows it, on a provider that go-plugin starts, and
// checks what comes back. Prints a line for each RPC; the exit code is 1 if one of them is a fault.
//
// Settings come as one JSON object on stdin.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type settings struct {
	// The provider.
	Executable string `json:"executable"`
	// Where the cloud is, by service; its credentials are in the environment.
	Endpoints  map[string]string `json:"endpoints"`
	InstanceID string            `json:"instanceId"`
	BackupID   string            `json:"backupId"`
	// Where a download may put its files.
	Directory string `json:"directory"`
}

func main() {
	var given settings
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	found := &report{}
	inOneProcess(given, found, emptyRequests)
	inOneProcess(given, found, func(on *session) {
		sensibleRequests(on, given)
		emptyRequests(on)
		typeAlone(on)
	})
	found.print()
	if len(found.faults) > 0 {
		os.Exit(1)
	}
}

// Starts the provider, works with it, and ends it; it must still live after the work, and be gone in the end.
func inOneProcess(given settings, found *report, work func(*session)) {
	provider, err := start(given.Executable)
	if err != nil {
		found.fault("the provider does not start: %v", err)
		return
	}
	work(&session{provider, found, map[string]bool{}})
	if err := provider.ping(); err != nil {
		found.fault("the provider does not answer a health check after the calls: %v", err)
	}
	for _, complaint := range provider.end() {
		found.fault("%s", complaint)
	}
}
