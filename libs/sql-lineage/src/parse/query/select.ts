import { T } from '../../split/tokens';
import type { Expression, Name, SelectItem, WindowSpec } from '../../tree/expression';
import type { FromItem, IntoTarget, SelectQuery } from '../../tree/query';
import { parseExpression } from '../expression/expression';
import { parseOrder, parseWindow } from '../expression/window';
import { hasAggregate } from '../has-aggregate';
import { type Parser, emptyExpressions, none } from '../parser';
import { parseFrom } from '../relation/from';
import { parseTableName } from '../relation/table-name';
import { atGroupByAll, parseGroup } from './group-by';
import { everyRow, parseQuantifiers } from './quantifiers';
import { emptySelect } from './select-all';
import { parseItems } from './select-items';

export function parseSelect(p: Parser, start: number): SelectQuery {
  const fromFirst = p.at('from');
  let items: SelectItem[] = [];
  let quantifier = everyRow;
  let into: IntoTarget | null = null;
  let from: readonly FromItem[] = none;
  let where: Expression[] | null = null;
  let group: readonly Expression[] = emptyExpressions;
  let having: Expression | null = null;
  let hierarchical = false;
  let qualify: Expression | null = null;
  let windows: Map<Name, WindowSpec> | null = null;
  let order: readonly Expression[] = emptyExpressions;
  if (fromFirst) {
    p.i += 1;
    from = parseFrom(p);
  }
  if (p.eat('select')) {
    quantifier = parseQuantifiers(p);
    // PL/pgSQL: `SELECT INTO record * FROM t`.
    if (p.at('into') && p.kindAt(1) !== T.op) {
      p.i += 1;
      if (p.atName()) parseTableName(p);
      else p.i += 1;
    }
    items = parseItems(p);
  } else {
    const at = p.offset();
    items = [
      {
        expression: {
          kind: 'star',
          qualifier: none,
          except: none,
          replace: none,
          rename: none,
          start: at,
          end: at,
        },
        alias: null,
        aliases: none,
        start: at,
        end: at,
      },
    ];
  }
  clauses: for (;;) {
    switch (p.here) {
      case 'into':
        into = parseInto(p) ?? into;
        break;
      case 'bulk':
        if (p.peek(1) !== 'collect') break clauses;
        p.i += 2;
        break;
      case 'from':
        if (from.length > 0) break clauses;
        p.i += 1;
        from = parseFrom(p);
        break;
      case 'where':
      case 'prewhere':
        p.i += 1;
        where = [...(where ?? none), parseExpression(p)];
        break;
      case 'group':
        if (p.peek(1) !== 'by') break clauses;
        p.i += 2;
        group = [
          ...group,
          ...(atGroupByAll(p)
            ? ((p.i += 1), items.map((item) => item.expression).filter((e) => !hasAggregate(e)))
            : parseGroup(p)),
        ];
        break;
      case 'having':
        p.i += 1;
        having = parseExpression(p);
        break;
      case 'qualify':
        p.i += 1;
        qualify = parseExpression(p);
        break;
      case 'window':
        if (p.peek(2) !== 'as') break clauses;
        p.i += 1;
        windows ??= new Map();
        do {
          const name = p.name();
          p.expect('as');
          if (p.at('(')) windows.set(name, parseWindow(p));
          else windows.set(name, { base: p.name(), keys: emptyExpressions });
        } while (p.eat(','));
        break;
      case 'start':
        if (p.peek(1) !== 'with') break clauses;
        p.i += 2;
        where = [...(where ?? none), parseExpression(p)];
        break;
      case 'connect':
        if (p.peek(1) !== 'by') break clauses;
        p.i += 2;
        p.eat('nocycle');
        hierarchical = true;
        where = [...(where ?? none), parseExpression(p)];
        break;
      case 'cluster':
      case 'distribute':
      case 'sort':
        if (p.peek(1) !== 'by') break clauses;
        p.i += 2;
        order = [...order, ...parseOrder(p)];
        break;
      default:
        break clauses;
    }
  }
  return {
    kind: 'select',
    ctes: none,
    recursive: false,
    order,
    items,
    distinct: quantifier.distinct,
    distinctOn: quantifier.on,
    into,
    from,
    where: where === null ? null : allOf(where),
    hierarchical,
    group,
    having,
    qualify,
    windows: windows ?? emptySelect.windows,
    start,
    end: p.endOffset(),
  };
}

function allOf(conditions: readonly Expression[]): Expression {
  const [first] = conditions;
  if (conditions.length === 1) return first!;
  const { start } = first!;
  return { kind: 'operation', operator: 'and', operands: conditions, start, end: conditions.at(-1)!.end };
}

function parseInto(p: Parser): IntoTarget | null {
  p.i += 1;
  let temp = false;
  p.eat('local');
  p.eat('global');
  if (p.at('temp') || p.at('temporary')) {
    temp = true;
    p.i += 1;
  }
  if (p.at('unlogged')) p.i += 1;
  p.eat('table');
  if (
    p.at('outfile') ||
    p.at('strict') ||
    (p.kindHere() !== T.word && p.kindHere() !== T.quoted) ||
    p.tokenText(p.i).startsWith('@')
  ) {
    while (!p.done && !p.at('from')) p.i += 1;
    return null;
  }
  const name = parseTableName(p);
  while (p.eat(',')) p.name();
  return { name, temp };
}
