package plugintesting

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

func TestListOfBackups(t *testing.T) {
	const backups = "data.dds_backups.test"
	first := tfjsonpath.New("backups").AtSliceIndex(0)
	resource.Test(t, resource.TestCase{
		ExternalProviders: externalProviders(),
		Steps: []resource.TestStep{
			{
				Config: configuration(`
data "dds_backups" "test" {
  instance_id = INSTANCE
  status      = "COMPLETED"
}

data "dds_backup" "test" {
  backup_id = data.dds_backups.test.backups[0].id
}
`),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(backups, tfjsonpath.New("total_count"), knownvalue.Int64Exact(1)),
					statecheck.ExpectKnownValue(backups, first, knownvalue.ObjectPartial(map[string]knownvalue.Check{
						"id":          knownvalue.StringExact(given.BackupID),
						"instance_id": knownvalue.StringExact(given.InstanceID),
						"size":        knownvalue.NotNull(),
						"started_at":  knownvalue.StringRegexp(regexp.MustCompile(`^\d{4}-\d\d-\d\dT.*Z$`)),
					})),
					statecheck.CompareValuePairs(backups, first.AtMapKey("name"),
						"data.dds_backup.test", tfjsonpath.New("name"), compare.ValuesSame()),
				},
			},
			{
				Config: configuration(`
data "dds_backups" "test" {
  backup_name = "there is none"
}
`),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(backups, tfjsonpath.New("total_count"), knownvalue.Int64Exact(0)),
					statecheck.ExpectKnownValue(backups, tfjsonpath.New("backups"), knownvalue.ListSizeExact(0)),
				},
			},
		},
	})
}

func TestABackupThatDoesNotExist(t *testing.T) {
	resource.Test(t, resource.TestCase{
		ExternalProviders: externalProviders(),
		Steps: []resource.TestStep{{
			Config: configuration(`
data "dds_backup" "test" {
  instance_id = INSTANCE
  backup_name = "there is none"
  most_recent = true
}
`),
			ExpectError: regexp.MustCompile(`Error: No backup matches`),
		}},
	})
}
