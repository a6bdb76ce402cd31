"""One run by openlineage-python with gzip, over the transport that is named: http or async_http. The address is in OPENLINEAGE_URL."""
import os
import sys
from datetime import datetime, timezone

from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import column_lineage_dataset
from openlineage.client.uuid import generate_new_uuid

transport = sys.argv[1]
client = OpenLineageClient(
    config={"transport": {"type": transport, "url": os.environ["OPENLINEAGE_URL"], "compression": "gzip"}}
)
zoo = "postgres://zoo:5432"
field = column_lineage_dataset.InputField(namespace=zoo, name="pets.public.cats", field="name")
lineage = column_lineage_dataset.ColumnLineageDatasetFacet(
    fields={"name": column_lineage_dataset.Fields(inputFields=[field])}
)
output = OutputDataset(
    namespace=zoo, name=f"pets.public.copy_by_{transport}", facets={"columnLineage": lineage}
)
run = Run(runId=str(generate_new_uuid()))
for state in (RunState.START, RunState.COMPLETE):
    client.emit(
        RunEvent(
            eventType=state,
            eventTime=datetime.now(timezone.utc).isoformat(),
            run=run,
            job=Job(namespace="interop", name=f"copy_cats_by_{transport}"),
            producer="https://example.org/interop",
            inputs=[InputDataset(namespace=zoo, name="pets.public.cats")],
            outputs=[output],
        )
    )
# The asynchronous transport sends until it is closed.
client.close()
