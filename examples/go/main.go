// The links of one backup as outputs of a stack.
//
// HW_ACCESS_KEY, HW_SECRET_KEY and HW_REGION_NAME say who asks where, DDS_INSTANCE_ID and DDS_BACKUP_ID which backup is
// meant. DDS_ENDPOINT is only set to talk to the simulator (`npm run simulate`).
package main

import (
	"os"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdktf-huaweicloud/cdktf-huaweicloud-dds-go/dds"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

func newBackupLinks(scope constructs.Construct, id string) cdktf.TerraformStack {
	stack := cdktf.NewTerraformStack(scope, &id)

	dds.NewDdsProvider(stack, jsii.String("dds"), &dds.DdsProviderProps{
		Endpoints: simulatedEndpoints(),
	})

	links := dds.NewBackupDownloadLinks(stack, jsii.String("links"), &dds.BackupDownloadLinksProps{
		InstanceId: jsii.String(os.Getenv("DDS_INSTANCE_ID")),
		BackupId:   jsii.String(os.Getenv("DDS_BACKUP_ID")),
	})
	links.ExportOutputs(&dds.ExportOutputsOptions{Prefix: jsii.String("backup")})

	return stack
}

func simulatedEndpoints() *map[string]*string {
	endpoint, set := os.LookupEnv("DDS_ENDPOINT")
	if !set {
		return nil
	}
	return &map[string]*string{"dds": &endpoint, "iam": &endpoint}
}

func main() {
	app := cdktf.NewApp(nil)
	newBackupLinks(app, "backup-links")
	app.Synth()
}
