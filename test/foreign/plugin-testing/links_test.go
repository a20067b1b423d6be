package plugintesting

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
)

const (
	links      = "data.dds_backup_download_links.test"
	linksBlock = `
data "dds_backup_download_links" "test" {
  instance_id = INSTANCE
  backup_id   = BACKUP
}
`
)

var aLink = regexp.MustCompile(`^https?://.+[?&]Signature=`)

func TestLinksOfABackup(t *testing.T) {
	firstFile := tfjsonpath.New("files").AtSliceIndex(0)
	link := firstFile.AtMapKey("download_link")
	resource.Test(t, resource.TestCase{
		ExternalProviders: externalProviders(),
		Steps: []resource.TestStep{
			{
				Config: configuration(linksBlock),
				Check: resource.ComposeAggregateTestCheckFunc(
					resource.TestCheckResourceAttr(links, "id", given.InstanceID+"/"+given.BackupID),
					resource.TestCheckResourceAttrSet(links, "region"),
					resource.TestCheckResourceAttrSet(links, "bucket"),
					resource.TestCheckResourceAttrSet(links, "files.0.name"),
					resource.TestCheckResourceAttrSet(links, "files.0.link_expired_time"),
					resource.TestMatchResourceAttr(links, "files.0.size", regexp.MustCompile(`^\d+$`)),
					resource.TestMatchResourceAttr(links, "files.0.download_link", aLink),
				),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(links, tfjsonpath.New("files"), knownvalue.ListSizeExact(len(given.FileNames))),
					statecheck.ExpectKnownValue(links, firstFile.AtMapKey("name"), knownvalue.StringExact(given.FileNames[0])),
					statecheck.ExpectKnownValue(links, tfjsonpath.New("minimum_validity"), knownvalue.Null()),
					statecheck.ExpectSensitiveValue(links, link),
				},
			},
			{
				Config: configuration(linksBlock),
				ConfigPlanChecks: resource.ConfigPlanChecks{
					PreApply:             []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
					PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
				},
			},
		},
	})
}

func TestLinksOfABackupThatIsKnownAtApplyOnly(t *testing.T) {
	resource.Test(t, resource.TestCase{
		ExternalProviders: externalProviders(),
		Steps: []resource.TestStep{{
			Config: configuration(strings.ReplaceAll(linksBlock, "BACKUP", "terraform_data.backup.output") + `
resource "terraform_data" "backup" {
  input = BACKUP
}

output "bucket" {
  value = data.dds_backup_download_links.test.bucket
}
`),
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(links, plancheck.ResourceActionRead),
					plancheck.ExpectUnknownValue(links, tfjsonpath.New("files")),
					plancheck.ExpectUnknownOutputValue("bucket"),
				},
				PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("bucket", knownvalue.NotNull()),
			},
		}},
	})
}

func TestMistakesAreErrorsOfTheirOwn(t *testing.T) {
	resource.Test(t, resource.TestCase{
		ExternalProviders: externalProviders(),
		Steps: []resource.TestStep{
			{
				Config:      configuration(strings.ReplaceAll(linksBlock, "BACKUP", `"00000000000000000000000000000000br02"`)),
				ExpectError: regexp.MustCompile(`Error: Backup not found`),
			},
			{
				Config:      configuration(strings.ReplaceAll(linksBlock, "BACKUP", `"no id"`)),
				ExpectError: regexp.MustCompile(`Error: Invalid value of "backup_id"`),
			},
			{
				Config:      withProvider("secret_key = \"wrong\"\n", linksBlock),
				ExpectError: regexp.MustCompile(`APIGW\.0301`),
			},
			{
				Config:      configuration(`data "dds_backup_download_links" "test" {}`),
				ExpectError: regexp.MustCompile(`The argument "backup_id" is required`),
			},
		},
	})
}

func TestEphemeralLinks(t *testing.T) {
	data := tfjsonpath.New("data")
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)},
		ExternalProviders:      externalProviders(),
		ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){
			"echo": echoprovider.NewProviderServer(),
		},
		Steps: []resource.TestStep{{
			Config: configuration(strings.ReplaceAll(linksBlock, "data ", "ephemeral ") + `
provider "echo" {
  data = ephemeral.dds_backup_download_links.test
}

resource "echo" "test" {}
`),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("echo.test", data.AtMapKey("files"), knownvalue.ListSizeExact(len(given.FileNames))),
				statecheck.ExpectKnownValue("echo.test", data.AtMapKey("bucket"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue("echo.test",
					data.AtMapKey("files").AtSliceIndex(0).AtMapKey("download_link"), knownvalue.StringRegexp(aLink)),
			},
		}},
	})
}
