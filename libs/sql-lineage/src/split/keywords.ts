import { internalized } from './internalized';

/** Every word that some rule of the parser asks for; the tokenizer hands out these very strings. */
const list = `
abort add after aggregate all allow alter always analyze and any append apply approximate array as asc asof at attach authorization auto
backup before begin bernoulli between binary bit blob block both bpchar bucket bulk by
cache call cancel cascade case cast catalog change char character char_length check checkpoint clone close cluster clustered collate column columns comment
commit compound compression compute concurrently connect constraint containing continue convert copy corresponding create cross cube current
current_catalog current_date current_database current_path current_role current_schema current_time current_timestamp current_user cycle
data database databases datashare date date_add date_diff date_part date_trunc dateadd datediff datename datepart datetime datetime_diff datetime_add
datetime_sub datetime_trunc day days deallocate declare default defer define delete delimited delimiter desc describe detach directory distinct distkey distribute diststyle div do double drop dynamic
each else elseif empty encode end end_date engine error escape evenly except exclude exclusive exec execute exists explain export external extract
false fetch fields filter final first flush following for force foreign format formatted from full function functions
generated geometry global grant graphical group grouping groups
having hour hours
identified identity ignore ilike iff if immediate immutable import in include including increment index inherits initial initially inner input inputformat insert install instead int integer intersect interval into
is isnull items
join json json_array json_arrayagg json_exists json_object json_objectagg json_query json_table json_value
key keys kill
lambda language last late lateral leading leave left level library like limit list listagg load local loop localtime localtimestamp location lock logical log long ltrim
managed map masking match match_condition match_recognize matched materialized max measures merge min minus minute minutes mode model modify month months msck
name names national natural nchar next no nocycle none normalize not notify notnull null nulls numeric nvarchar
object of offset omit on one only open operator optimize option options or order ordinality others out outer outfile output outputformat over overlaps overlay override overriding overwrite owner
parallel parquet partition partitioned partitions pass password past pattern per percent percentile_cont percentile_disc period permanent permute pivot plan policy position positional precision preceding prepare prewhere primary prior privileges procedure projection ps purge
qualify quarter quotes
range raw read real recluster recompute recursive references refresh regexp reindex rename repair replace replicate reset resource respect restrict result return returning returns revoke right rlike role rollback rollup root row rows running
safe_cast sample savepoint scalar scan schema schemas second seconds security seek select semi separator serde serdeproperties session session_user set setof sets shapefile show similar simple size skip snapshot some sort sortkey source split stage start start_date statement
statistics storage store stored straight_join strict string struct subset substr substring sum swap symmetric sysdate system system_time system_user
table tables tablesample tblproperties temp temporary terminated text then ties time timestamp timestamp_diff timestamp_add timestamp_sub timestamp_trunc timestampadd timestampdiff timestamptz timetz to top touch trailing transaction transform treat trigger trim true truncate try try_cast try_convert type
unbounded uncache uncommitted union unique unknown unload unlock unlogged unmatched unnest unpivot unset until update upsert usage use user using
vacuum value values valuesof varbinary varchar variadic varying vector verbose version view views volatile
wait week weeks when where while window with within without work write xml xmlelement xmltable year years yes zone anti asynchronous clause columns conditional describe dimension
exists glue hudi iceberg invalidate metadata prune rely system_version tag tags timezone unconditional wrapper quotes omit passing nested path error errors object keys finalize limit ordinal_position
apply connect_by_root percentile_approx array_agg string_agg group_concat collect_list collect_set date_format now
`;

const SIZE = 4096;
const table: (string | undefined)[] = new Array<string | undefined>(SIZE).fill(undefined);

/** One step of the hash that the tokenizer carries along a word, over lower-case code units. */
export const hashStep = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;

for (const word of internalized(list.trim().split(/\s+/))) {
  let hash = 0;
  for (let i = 0; i < word.length; i += 1) hash = hashStep(hash, word.charCodeAt(i));
  let slot = hash & (SIZE - 1);
  while (table[slot] !== undefined) slot = (slot + 1) & (SIZE - 1);
  table[slot] = word;
}

/** The interned keyword that `text[start, end)` spells in any case, or ''. */
export function keywordAt(text: string, start: number, end: number, hash: number): string {
  const length = end - start;
  for (let slot = hash & (SIZE - 1); ; slot = (slot + 1) & (SIZE - 1)) {
    const word = table[slot];
    if (word === undefined) return '';
    if (word.length !== length) continue;
    let i = 0;
    while (i < length && lower(text.charCodeAt(start + i)) === word.charCodeAt(i)) i += 1;
    if (i === length) return word;
  }
}

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
