--> daily 02:00 session=core user=etl label=airflow:build_core
set search_path to core, staging, public;
--> daily 02:01 session=core user=etl label=airflow:build_core
create temp table day_orders as
select order_id, customer_id, order_date, channel, currency
from stg_orders
where order_date = '{yesterday}' and status in ('paid', 'shipped');
--> daily 02:02 session=core user=etl label=airflow:build_core seconds=20
create temp table day_lines as
select o.*, i.line_no, i.sku, i.quantity, i.net_amount,
       round(i.net_amount * fx.rate_to_eur, 2) as net_eur
from day_orders o
join stg_order_items i on i.order_id = o.order_id
left join raw.fx_rates fx on fx.currency = o.currency and fx.rate_date = o.order_date;
--> daily 02:03 session=core user=etl label=airflow:build_core txn=lines
delete from core.fct_order_lines where order_date = '{yesterday}';
--> daily 02:03 session=core user=etl label=airflow:build_core txn=lines seconds=9
insert into fct_order_lines (order_id, line_no, sku, customer_id, order_date, channel, quantity, net_amount, net_eur)
select order_id, line_no, sku, customer_id, order_date, channel, quantity, net_amount, net_eur from day_lines;
--> daily 02:04 session=core user=etl label=airflow:build_core
drop table day_lines;
--> days 1,8,15,22 02:10 session=dims user=etl label=airflow:build_dims seconds=15
merge into core.dim_customer
using staging.stg_customers s on core.dim_customer.customer_id = s.customer_id
when matched then update set email_hash = s.email_hash, country = s.country, marketing_opt_in = s.marketing_opt_in
when not matched then insert (customer_id, email_hash, country, signup_date, marketing_opt_in, valid_from)
values (s.customer_id, s.email_hash, s.country, s.signup_date, s.marketing_opt_in, getdate());
--> days 1,8,15,22 02:15 session=dims user=etl label=airflow:build_dims txn=product
truncate core.dim_product;
--> days 1,8,15,22 02:16 session=dims user=etl label=airflow:build_dims txn=product reads=raw.products,raw.suppliers writes=core.dim_product
insert into core.dim_product
select p.sku, initcap(p.title), p.category, p.cost_price, s.supplier_name
from raw.products p left join raw.suppliers s using (supplier_id);
--> days 3,10,17,24 02:20 session=logistics user=etl label=airflow:build_logistics reads=raw.shipments writes=core.fct_shipments
insert into core.fct_shipments
select order_id, carrier, datediff(day, shipped_at, delivered_at), cost
from raw.shipments
where delivered_at is not null;
--> days 3,10,17,24 02:22 session=logistics user=etl label=airflow:build_logistics reads=raw.returns,core.fct_order_lines writes=core.fct_returns
insert into core.fct_returns (order_id, sku, returned_quantity, returned_eur, reason, return_date)
with priced as (
  select l.order_id, l.sku, l.net_eur / nullif(l.quantity, 0) as unit_eur
  from core.fct_order_lines l
)
select r.order_id, r.sku, r.quantity, r.quantity * p.unit_eur, r.reason, r.returned_at::date
from raw.returns r
join priced p on p.order_id = r.order_id and p.sku = r.sku;
--> daily 02:30 session=orders-{date} user=dbt label=dbt:fct_orders reads=core.fct_order_lines,raw.payments writes=core.fct_orders
create table core.fct_orders__dbt_tmp distkey (order_id) as (
  with lines as (
    select order_id, customer_id, order_date, channel, count(*) as lines, sum(net_eur) as order_eur
    from core.fct_order_lines
    group by 1, 2, 3, 4
  ), paid as (
    select order_id, sum(amount) as paid_amount from staging.stg_payments group by order_id
  )
  select l.order_id, l.customer_id, l.order_date, l.channel, l.lines, l.order_eur, p.paid_amount
  from lines l left join paid p on p.order_id = l.order_id
);
--> daily 02:31 session=orders-{date} user=dbt label=dbt:fct_orders txn=swap
alter table core.fct_orders rename to fct_orders__dbt_backup;
--> daily 02:31 session=orders-{date} user=dbt label=dbt:fct_orders txn=swap
alter table core.fct_orders__dbt_tmp rename to fct_orders;
--> daily 02:32 session=orders-{date} user=dbt label=dbt:fct_orders txn=swap
drop table if exists core.fct_orders__dbt_backup cascade;
