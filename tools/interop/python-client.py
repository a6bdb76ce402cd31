"""One run by openlineage-python over HTTP with gzip; the address is in OPENLINEAGE_URL."""
import os
from datetime import datetime, timezone

from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import column_lineage_dataset
from openlineage.client.transport.http import HttpCompression, HttpConfig, HttpTransport
from openlineage.client.uuid import generate_new_uuid

config = HttpConfig(url=os.environ["OPENLINEAGE_URL"], compression=HttpCompression.GZIP)
client = OpenLineageClient(transport=HttpTransport(config))
zoo = "postgres://zoo:5432"
field = column_lineage_dataset.InputField(namespace=zoo, name="pets.public.cats", field="name")
lineage = column_lineage_dataset.ColumnLineageDatasetFacet(
    fields={"name": column_lineage_dataset.Fields(inputFields=[field])}
)
run = Run(runId=str(generate_new_uuid()))
for state in (RunState.START, RunState.COMPLETE):
    client.emit(
        RunEvent(
            eventType=state,
            eventTime=datetime.now(timezone.utc).isoformat(),
            run=run,
            job=Job(namespace="interop", name="copy_cats"),
            producer="https://example.org/interop",
            inputs=[InputDataset(namespace=zoo, name="pets.public.cats")],
            outputs=[OutputDataset(namespace=zoo, name="pets.public.copy", facets={"columnLineage": lineage})],
        )
    )
client.close()
