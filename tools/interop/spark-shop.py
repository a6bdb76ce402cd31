"""Two tables on the local disk, the second from the first by SQL, in a Spark of its own; the address is in OPENLINEAGE_URL, the listener's jar in OPENLINEAGE_SPARK_JAR."""
import os

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .appName("spark_shop")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.warehouse.dir", os.path.join(os.environ["WORK"], "warehouse"))
    .config("spark.jars", os.environ["OPENLINEAGE_SPARK_JAR"])
    .config("spark.extraListeners", "io.openlineage.spark.agent.OpenLineageSparkListener")
    .config("spark.openlineage.transport.type", "http")
    .config("spark.openlineage.transport.url", os.environ["OPENLINEAGE_URL"])
    .config("spark.openlineage.transport.endpoint", "/api/v1/lineage")
    .config("spark.openlineage.transport.compression", "gzip")
    .config("spark.openlineage.namespace", "interop")
    .config("spark.openlineage.columnLineage.datasetLineageEnabled", "true")
    .getOrCreate()
)
spark.sql("create table sales using parquet as select 1 as id, 2.5 as price, 3 as amount, 'paid' as status")
spark.sql(
    "create table turnover using parquet as "
    "select id, sum(price * amount) as total from sales where status = 'paid' group by id"
)
spark.stop()
