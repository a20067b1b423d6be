package com.example.backups;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import io.github.cdktf_huaweicloud.dds.BackupDownloadLinks;
import io.github.cdktf_huaweicloud.dds.DdsProvider;
import io.github.cdktf_huaweicloud.dds.ExportOutputsOptions;
import java.util.Map;
import software.constructs.Construct;

/**
 * The links of one backup as outputs of a stack.
 *
 * <p>HW_ACCESS_KEY, HW_SECRET_KEY and HW_REGION_NAME say who asks where, DDS_INSTANCE_ID and DDS_BACKUP_ID which backup
 * is meant. DDS_ENDPOINT is only set to talk to the simulator ({@code npm run simulate}).
 */
public class BackupLinks extends TerraformStack {

    public BackupLinks(final Construct scope, final String id) {
        super(scope, id);

        DdsProvider.Builder.create(this, "dds").endpoints(simulatedEndpoints()).build();

        final BackupDownloadLinks links = BackupDownloadLinks.Builder.create(this, "links")
                .instanceId(System.getenv("DDS_INSTANCE_ID"))
                .backupId(System.getenv("DDS_BACKUP_ID"))
                .build();
        links.exportOutputs(ExportOutputsOptions.builder().prefix("backup").build());
    }

    private static Map<String, String> simulatedEndpoints() {
        final String endpoint = System.getenv("DDS_ENDPOINT");
        return endpoint == null ? null : Map.of("dds", endpoint, "iam", endpoint);
    }

    public static void main(final String[] args) {
        final App app = new App();
        new BackupLinks(app, "backup-links");
        app.synth();
    }
}
