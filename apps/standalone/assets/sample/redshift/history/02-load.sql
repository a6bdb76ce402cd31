--> daily 01:00 session=load user=etl label=airflow:load_orders txn=load
begin;
--> daily 01:01 session=load user=etl label=airflow:load_orders txn=load seconds=40
copy raw.orders from 's3://shop-landing/orders/dt={date}/' iam_role 'arn:aws:iam::123456789012:role/loader' format as parquet;
--> daily 01:02 session=load user=etl label=airflow:load_orders txn=load seconds=55
copy raw.order_items (order_id, line_no, sku, quantity, unit_price, discount) from 's3://shop-landing/order_items/dt={date}/' iam_role 'arn:aws:iam::123456789012:role/loader' csv gzip ignoreheader 1;
--> daily 01:03 session=load user=etl label=airflow:load_orders txn=load seconds=12
copy raw.payments from 's3://shop-landing/payments/dt={date}/part-0000.json.gz' credentials 'aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY' json 'auto' gzip;
--> daily 01:04 session=load user=etl label=airflow:load_orders txn=load
commit;
--> days 1,8,15,22 01:10 session=load user=etl label=airflow:load_master
copy raw.customers from 's3://shop-landing/customers/dt={date}/' iam_role 'arn:aws:iam::123456789012:role/loader' format as parquet;
--> days 1,8,15,22 01:12 session=load user=etl label=airflow:load_master
copy raw.products from 's3://shop-landing/products/dt={date}/' iam_role 'arn:aws:iam::123456789012:role/loader' format as parquet;
--> days 1,15 01:14 session=load user=etl label=airflow:load_master
copy raw.suppliers from 's3://shop-landing/suppliers/dt={date}/' iam_role 'arn:aws:iam::123456789012:role/loader' format as parquet;
--> daily 01:20 session=load user=etl label=airflow:load_fx
copy raw.fx_rates from 's3://shop-landing/fx/dt={date}/rates.csv' iam_role 'arn:aws:iam::123456789012:role/loader' csv;
--> days 2,9,16,23 01:30 session=load user=etl label=airflow:load_logistics
copy raw.shipments from 's3://shop-landing/shipments/dt={date}/' iam_role 'arn:aws:iam::123456789012:role/loader' format as parquet;
--> days 2,9,16,23 01:32 session=load user=etl label=airflow:load_logistics
copy raw.returns from 's3://shop-landing/returns/dt={date}/' iam_role 'arn:aws:iam::123456789012:role/loader' format as parquet;
--> day 7 01:33 session=load user=etl label=airflow:load_logistics status=failed
copy raw.shipments from 's3://shop-landing/shipments_v2/dt={date}/' iam_role 'arn:aws:iam::123456789012:role/loader' format as parquet;
