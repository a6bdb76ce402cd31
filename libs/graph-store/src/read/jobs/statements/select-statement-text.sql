-- Statements as they were run; leans on statement_text_pkey.
select sql_hash, sql from statement_text where sql_hash = any($1::text[])
