import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { lineageResponse } from '@tributary/contracts';
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from '../src/support/chromium-path';
import { StandaloneUnderTest, newDataDir } from '../src/support/standalone';

let instance: StandaloneUnderTest;
let browser: Browser;

beforeAll(async () => {
  instance = await StandaloneUnderTest.start(newDataDir());
  await instance.untilPrinted('UI and API');
  browser = await chromium.launch(await chromiumPath());
});

afterAll(async () => {
  await browser.close();
  await instance.stop();
});

const revenue = 'redshift://shop.eu-west-1:5439/shop.mart.daily_revenue';

/** The id that the API gives an edge into the revenue table. */
async function edgeBetween(from: string, column: string, to: string, target: string): Promise<string> {
  const url = new URL('/v1/lineage', instance.running.ui);
  url.search = new URLSearchParams({ dataset: to, column: target, direction: 'up', depth: '1' }).toString();
  const answer = lineageResponse.parse(await (await fetch(url)).json());
  const source = answer.datasets.find(({ displayName }) => displayName === from);
  const edge = answer.edges.find((each) => each.from.datasetId === source?.id && each.from.column === column);
  if (edge === undefined) throw new Error(`no edge from ${from}.${column} to ${to}.${target}`);
  return edge.id;
}

describe('the web UI on the sample', () => {
  it('finds the revenue column, shows its sources, and the SQL that proves it', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(instance.running.ui);

    await page.getByTestId('search-input').fill('daily_revenue');
    await page.getByTestId('search-result').filter({ hasText: 'mart.daily_revenue' }).first().waitFor();
    await page.goto(`${instance.running.ui}/?dataset=${encodeURIComponent(revenue)}&column=revenue_eur`);
    const nodes = page.getByTestId('graph-node');
    for (const source of ['raw.orders', 'raw.fx_rates', 'core.fct_order_lines'])
      await nodes.filter({ hasText: source }).first().waitFor();

    const edge = await edgeBetween('core.fct_order_lines', 'net_eur', 'mart.daily_revenue', 'revenue_eur');
    await page.goto(
      `${instance.running.ui}/?dataset=${encodeURIComponent(revenue)}&column=revenue_eur&edge=${edge}`,
    );
    const evidence = page.getByTestId('evidence-sql').first();
    await evidence.waitFor();
    await nodes.filter({ hasText: 'raw.orders' }).first().waitFor();

    expect(await evidence.innerText()).toContain('sum(net_eur)');
    expect(await evidence.locator('mark').allInnerTexts()).toEqual(['sum(net_eur)']);
    const picture = await page.screenshot();
    if (process.env['E2E_PICTURES'])
      writeFileSync(path.join(process.env['E2E_PICTURES'], 'revenue.png'), picture);
    await page.close();
  });
});
