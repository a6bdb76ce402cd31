--> daily 06:00 session=fin user=fin label=airflow:finance reads=core.fct_orders,raw.shipments writes=fin.revenue_recognition
insert into fin.revenue_recognition (order_id, recognised_on, amount_eur, status)
select o.order_id, s.delivered_at::date, o.order_eur, 'recognised'
from core.fct_orders o
join raw.shipments s on s.order_id = o.order_id
where s.delivered_at::date = '{yesterday}';
--> days 5,12,19,26 06:05 session=fin user=fin label=airflow:finance reads=core.fct_returns writes=fin.revenue_recognition
update fin.revenue_recognition set status = 'reversed', amount_eur = amount_eur - t.returned_eur
from core.fct_returns t
where t.order_id = fin.revenue_recognition.order_id and t.reason <> 'exchange';
--> daily 06:10 session=fin user=fin label=airflow:finance reads=mart.daily_revenue,core.fct_returns writes=fin.gl_postings
insert into fin.gl_postings
select day, '4000-' || channel, revenue_eur, 'daily_revenue' from mart.daily_revenue where day = '{yesterday}'
union all
select return_date, '4900-returns', -1 * returned_eur, reason from core.fct_returns where return_date = '{yesterday}';
--> day 1 06:15 session=security user=admin
create table fin.supplier_access (user_name varchar(128), supplier_id integer);
--> day 1 06:16 session=security user=admin
create rls policy own_suppliers with (supplier_id integer) as s
using (s.supplier_id in (select a.supplier_id from fin.supplier_access a where a.user_name = current_user));
--> day 1 06:17 session=security user=admin
attach rls policy own_suppliers on raw.suppliers to role finance;
--> days 30 06:20 session=fin user=fin label=airflow:finance reads=core.fct_order_lines,raw.products,raw.suppliers,fin.supplier_access writes=fin.supplier_payables
insert into fin.supplier_payables (supplier_id, supplier_name, period, payable_eur)
select s.supplier_id, s.supplier_name, date_trunc('month', l.order_date)::date, sum(l.quantity * p.cost_price)
from core.fct_order_lines l
join raw.products p on p.sku = l.sku
join raw.suppliers s on s.supplier_id = p.supplier_id
group by s.supplier_id, s.supplier_name, date_trunc('month', l.order_date);
--> day 14 06:30 session=fin user=fin label=airflow:finance txn=oops outcome=rolled-back
insert into fin.gl_postings (posting_date, account, amount_eur, reference)
select current_date, '9999-suspense', p.amount, p.method from raw.payments p;
--> day 14 06:31 session=fin user=fin label=airflow:finance txn=oops outcome=rolled-back
rollback;
--> day 20 06:40 session=fin user=fin status=failed outcome=rolled-back
insert into fin.gl_postings select posting_date, account, amount, reference from fin.gl_adjustments;
