// Acceptance tests as HashiCorp's library runs them for providers in Go: it initializes, applies, plans again, refreshes,
// imports and destroys with a real engine, and fails where a plan is not empty that should be.
//
// The provider comes from a filesystem mirror, the cloud is the simulator.
package plugintesting

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
)

type settings struct {
	Source    string            `json:"source"`
	Version   string            `json:"version"`
	Endpoints map[string]string `json:"endpoints"`
	// A backup of a cluster, of which each shard is a file.
	InstanceID string   `json:"instanceId"`
	BackupID   string   `json:"backupId"`
	FileNames  []string `json:"fileNames"`
}

var given settings

func TestMain(m *testing.M) {
	if err := json.Unmarshal([]byte(os.Getenv("DDS_TEST_SETTINGS")), &given); err != nil {
		fmt.Fprintln(os.Stderr, "Run these with npm run test:foreign -- plugin-testing:", err)
		os.Exit(2)
	}
	os.Exit(m.Run())
}

func externalProviders() map[string]resource.ExternalProvider {
	return map[string]resource.ExternalProvider{
		"dds": {Source: given.Source, VersionConstraint: given.Version},
	}
}

// A configuration with the provider, in which INSTANCE and BACKUP are the ids of the backup.
func configuration(blocks string) string {
	return withProvider("", blocks)
}

func withProvider(arguments string, blocks string) string {
	var endpoints strings.Builder
	for service, url := range given.Endpoints {
		fmt.Fprintf(&endpoints, "    %s = %q\n", service, url)
	}
	provider := fmt.Sprintf("provider \"dds\" {\n  endpoints = {\n%s  }\n%s}\n", endpoints.String(), arguments)
	ids := strings.NewReplacer("INSTANCE", fmt.Sprintf("%q", given.InstanceID), "BACKUP", fmt.Sprintf("%q", given.BackupID))
	return provider + ids.Replace(blocks)
}
