--> daily 06:00 session=fin user=fin label=airflow:finance
insert into fin.revenue_recognition (order_id, recognised_on, amount_eur, status)
select o.order_id, s.delivered_at::date, o.order_eur, 'recognised'
from core.fct_orders o
join raw.shipments s on s.order_id = o.order_id
where s.delivered_at::date = '{yesterday}';
--> days 5,12,19,26 06:05 session=fin user=fin label=airflow:finance
update fin.revenue_recognition set status = 'reversed', amount_eur = amount_eur - t.returned_eur
from core.fct_returns t
where t.order_id = fin.revenue_recognition.order_id and t.reason <> 'exchange';
--> daily 06:10 session=fin user=fin label=airflow:finance
insert into fin.gl_postings
select day, '4000-' || channel, revenue_eur, 'daily_revenue' from mart.daily_revenue where day = '{yesterday}'
union all
select return_date, '4900-returns', -1 * returned_eur, reason from core.fct_returns where return_date = '{yesterday}';
--> days 30 06:20 session=fin user=fin label=airflow:finance
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
