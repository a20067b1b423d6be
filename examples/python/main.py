"""The links of one backup as outputs of a stack.

HW_ACCESS_KEY, HW_SECRET_KEY and HW_REGION_NAME say who asks where, DDS_INSTANCE_ID and DDS_BACKUP_ID which backup is
meant. DDS_ENDPOINT is only set to talk to the simulator (`npm run simulate`).
"""

import os

from cdktf import App, TerraformStack
from cdktf_huaweicloud_dds import BackupDownloadLinks, DdsProvider
from constructs import Construct


class BackupLinks(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)

        DdsProvider(self, "dds", endpoints=simulated_endpoints())

        links = BackupDownloadLinks(
            self,
            "links",
            instance_id=os.environ["DDS_INSTANCE_ID"],
            backup_id=os.environ["DDS_BACKUP_ID"],
        )
        links.export_outputs(prefix="backup")


def simulated_endpoints() -> dict[str, str] | None:
    endpoint = os.environ.get("DDS_ENDPOINT")
    return {"dds": endpoint, "iam": endpoint} if endpoint else None


app = App()
BackupLinks(app, "backup-links")
app.synth()
