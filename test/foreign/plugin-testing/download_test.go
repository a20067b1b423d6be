package plugintesting

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

const download = "dds_backup_download.test"

func downloadTo(directory string, arguments string) string {
	return configuration(fmt.Sprintf(`
resource "dds_backup_download" "test" {
  instance_id = INSTANCE
  backup_id   = BACKUP
  directory   = %q
  %s
}
`, directory, arguments))
}

// From nothing to nothing: created, planned again, refreshed, imported, changed, repaired, destroyed.
func TestLifeOfADownload(t *testing.T) {
	directory := filepath.Join(t.TempDir(), "files")
	lost := filepath.Join(directory, given.FileNames[0])
	is := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(download, action)}}
	}
	resource.Test(t, resource.TestCase{
		ExternalProviders: externalProviders(),
		CheckDestroy: func(*terraform.State) error {
			if left, err := os.ReadDir(directory); !os.IsNotExist(err) {
				return fmt.Errorf("the directory is still there: %v %w", left, err)
			}
			return nil
		},
		Steps: []resource.TestStep{
			{
				Config:           downloadTo(directory, ""),
				ConfigPlanChecks: is(plancheck.ResourceActionCreate),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(download, tfjsonpath.New("files"), knownvalue.ListSizeExact(len(given.FileNames))),
				},
				Check: func(*terraform.State) error {
					_, err := os.Stat(lost)
					return err
				},
			},
			{
				Config:           downloadTo(directory, ""),
				ConfigPlanChecks: is(plancheck.ResourceActionNoop),
			},
			{
				RefreshState: true,
				RefreshPlanChecks: resource.RefreshPlanChecks{
					PostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
				},
			},
			{
				ResourceName:      download,
				ImportState:       true,
				ImportStateId:     given.InstanceID + "/" + given.BackupID + "/" + directory,
				ImportStateVerify: true,
			},
			{
				Config:           downloadTo(directory, "parallelism = 1"),
				ConfigPlanChecks: is(plancheck.ResourceActionUpdate),
			},
			{
				PreConfig: func() {
					if err := os.Remove(lost); err != nil {
						t.Error(err)
					}
				},
				Config:           downloadTo(directory, "parallelism = 1"),
				ConfigPlanChecks: is(plancheck.ResourceActionUpdate),
				Check: func(*terraform.State) error {
					_, err := os.Stat(lost)
					return err
				},
			},
		},
	})
}

func TestAnotherDirectoryIsAnotherDownload(t *testing.T) {
	folder := t.TempDir()
	resource.Test(t, resource.TestCase{
		ExternalProviders: externalProviders(),
		Steps: []resource.TestStep{
			{
				Config: downloadTo(filepath.Join(folder, "a"), ""),
			},
			{
				Config: downloadTo(filepath.Join(folder, "b"), ""),
				ConfigPlanChecks: resource.ConfigPlanChecks{
					PreApply: []plancheck.PlanCheck{
						plancheck.ExpectResourceAction(download, plancheck.ResourceActionDestroyBeforeCreate),
					},
				},
				Check: func(*terraform.State) error {
					left, err := os.ReadDir(folder)
					if err != nil || len(left) != 1 || left[0].Name() != "b" {
						return fmt.Errorf("%v is there instead of b alone: %w", left, err)
					}
					return nil
				},
			},
		},
	})
}
