import { writeFileSync } from 'node:fs';
import path from 'node:path';
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

describe('the web UI on the sample', () => {
  it('finds the revenue column, shows its sources, and the SQL that proves it', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(instance.running.ui);

    await page.getByTestId('search-input').fill('daily_revenue');
    await page.getByTestId('search-result').filter({ hasText: 'mart.daily_revenue' }).first().waitFor();
    await page.goto(
      `${instance.running.ui}/?dataset=${encodeURIComponent('redshift://shop.eu-west-1:5439/shop.mart.daily_revenue')}&column=revenue_eur`,
    );
    const nodes = page.getByTestId('graph-node');
    await nodes.filter({ hasText: 'fct_order_lines' }).first().waitFor();
    const evidence = page.getByTestId('evidence-sql');
    await page.getByTestId('graph-edge').first().click({ force: true });
    await evidence.first().waitFor();

    expect(await evidence.first().innerText()).toContain('sum(net_eur)');
    const picture = await page.screenshot();
    if (process.env['E2E_PICTURES'])
      writeFileSync(path.join(process.env['E2E_PICTURES'], 'revenue.png'), picture);
    await page.close();
  });
});
