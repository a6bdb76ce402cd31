-- What the projection owes. A scan of dirty, which is short; reparse_request_due for the rest.
select
  (select count(*)::int from dirty) as marks,
  (select count(*)::int from reparse_request where open and tries < $1) as "reparsesDue",
  (select count(*)::int from reparse_request where open and tries >= $1) as "reparsesGivenUp"
