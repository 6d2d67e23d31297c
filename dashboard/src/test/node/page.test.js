// The page's pure parts, run by node's own test runner.
import assert from 'node:assert/strict';
import { test } from 'node:test';

globalThis.localStorage = { getItem: () => 'utc', setItem() {} };
const app = new URL('../../main/web/app/', import.meta.url);
const [{ verdict }, { advance }, { readPlace, writePlace }, { rows }, { backOff }, { stack, charts, knownFrom }, { span, percent, millis }, { silenceOf, matchersOf }, { emptyState, isLive, newsAge, shownTime }, { newestOf }, { covers }] = await Promise.all(
  ['verdict', 'spark', 'place', 'rows', 'stream', 'charts', 'format', 'silences', 'state', 'failures', 'series'].map((name) => import(new URL(`${name}.js`, app))));

const NOW = Date.UTC(2026, 10, 1, 3, 20);
const SINCE = Date.UTC(2026, 10, 1, 3, 12);
const REGIONS = ['ap-south', 'eu-west', 'us-east'];

function series(model, region, more = {}) {
  return { key: `openai|${model}|chat/completions|${region}|chat|main`, provider: 'openai', model, endpoint: 'chat/completions', region, target: 'chat', api_key_alias: 'main', state: 'healthy', reason: 'ok', since: null, fault_domain: null, alerts: [], windows: [], ...more };
}

function alert(model, region, more = {}) {
  return { alert_id: `${model} ${region}`, rule: 'ErrorRateHigh', state: 'firing', severity: 'critical', series: `openai|${model}|chat/completions|${region}|chat|main`, labels: { model, region }, condition: 'error_rate > 50%', column: 'error_rate', value: 1, threshold: 0.5, scope: null, fault_domain: 'provider', regions_failing: region === '*' ? REGIONS : [region], regions_healthy: [], pending_since: SINCE, attempts: 12, failures: 12, ...more };
}

function told(cells, alerts = [], age = 1000) {
  return verdict({ series: new Map(cells.map((each) => [each.key, each])), alerts: new Map(alerts.map((each) => [each.alert_id, each])) }, NOW, age);
}

const failing = (model, region) => series(model, region, { state: 'error', reason: 'alert_firing', since: SINCE, fault_domain: 'provider', alerts: [`${model} ${region}`] });

test('one model in one region, the rest healthy', () => {
  const cells = [failing('gpt-4o-mini', 'us-east'), series('gpt-4o-mini', 'eu-west'), series('gpt-4o', 'us-east')];
  assert.deepEqual(told(cells, [alert('gpt-4o-mini', 'us-east')]), {
    text: 'gpt-4o-mini fails in us-east since 03:12 (100 %): provider; everything else healthy',
    state: 'error',
    heard: 'gpt-4o-mini fails in us-east since 03:12: provider',
  });
});

test('alerts of all regions are one trouble', () => {
  const { text } = told(REGIONS.map((region) => failing('gpt-5', region)), REGIONS.map((region) => alert('gpt-5', region)));
  assert.equal(text, 'gpt-5 fails in all regions since 03:12 (100 %): provider; everything else healthy');
});

test('a roll-up over regions speaks for them', () => {
  const cells = REGIONS.map((region) => series('gpt-5', region, { state: 'error', reason: 'alert_firing', alerts: ['gpt-5 *'] }));
  assert.equal(told(cells, [alert('gpt-5', '*')]).text, 'gpt-5 fails in all regions since 03:12 (100 %): provider; everything else healthy');
});

test('our own fault is said to be ours', () => {
  const { text } = told([failing('gpt-5', 'eu-west')], [alert('gpt-5', 'eu-west', { scope: 'account', fault_domain: 'account' })]);
  assert.match(text, /: us \(account: quota, billing or rate limit\);/);
});

test('what no alert speaks of yet is told from the grid', () => {
  const cells = [series('gpt-5', 'eu-west', { state: 'error', reason: 'most_attempts_fail', since: SINCE, fault_domain: 'network', windows: [{ failures: 6, error_rate: 1 }] }), series('gpt-5', 'us-east', { state: 'silent' })];
  assert.equal(told(cells).text, 'gpt-5 fails in eu-west since 03:12 (100 %): us (network); of the rest 1 silent');
});

test('the worst comes first and only two are told in full', () => {
  const cells = [failing('a', 'us-east'), failing('b', 'us-east'), failing('c', 'eu-west')];
  const alerts = [alert('a', 'us-east', { severity: 'warning' }), alert('b', 'us-east'), alert('c', 'eu-west', { severity: 'warning' })];
  assert.match(told(cells, alerts).text, /^b fails .*; a fails .*; 1 more; everything else healthy$/);
});

test('models with the same trouble in the same place are told together', () => {
  const slow = (model, value) => alert(model, 'eu-west', { severity: 'warning', condition: 'latency.p95 > 1s', column: 'latency_p95_ms', value, failures: 0, fault_domain: null, scope: 'region' });
  const cells = ['a', 'b', 'c'].flatMap((model) => [failing(model, 'eu-west'), series(model, 'us-east')]);
  const alerts = [slow('a', 1600), slow('b', 1840), slow('c', 1700)];
  const why = ': one region only (its edge, or our network there); everything else healthy';
  assert.equal(told(cells, alerts).text, `All 3 models are slow in eu-west since 03:12 (p95 1.60 s to 1.84 s)${why}`);
  assert.equal(told([...cells, series('d', 'us-east')], alerts).text, `a, b and c are slow in eu-west since 03:12 (p95 1.60 s to 1.84 s)${why}`);
});

test('the figure told is of the window that was judged', () => {
  const windows = [{ size_ms: 10_000, failures: 0, error_rate: 0 }, { size_ms: 60_000, failures: 7, error_rate: 0.7 }];
  const cells = [series('a', 'x', { state: 'error', reason: 'most_attempts_fail', since: SINCE, fault_domain: 'provider', state_window_ms: 60_000, windows })];
  assert.match(told(cells).text, /^a fails in x since 03:12 \(70 %\): provider/);
});

test('a pending alert alone wakes nobody', () => {
  assert.equal(told([series('gpt-5', 'us-east')], [alert('gpt-5', 'us-east', { state: 'pending' })]).text, 'Everything healthy: 1 series in 1 region');
});

test('old news is never called healthy', () => {
  const { text, state } = told([series('gpt-5', 'us-east')], [], 10 * 60_000);
  assert.match(text, /^Nothing is known since 03:10 \(10 min\)/);
  assert.equal(state, 'silent');
});

test('a page without a network keeps its headline and blames nobody', () => {
  const state = emptyState();
  state.series = new Map([failing('gpt-5', 'us-east')].map((each) => [each.key, each]));
  state.health = { newest_as_of: SINCE };
  state.connection = { ...state.connection, phase: 'waiting', heardAt: SINCE + 5000 };
  const lost = verdict(state, NOW, newsAge(state), true, shownTime(state));
  assert.match(lost.text, /^This page is not connected\. At 03:12: gpt-5 fails in us-east since/);
  assert.equal(lost.state, 'error');
  assert.equal(isLive(state), false);
  state.series = new Map([series('gpt-5', 'us-east')].map((each) => [each.key, each]));
  assert.equal(verdict(state, NOW, newsAge(state), true, shownTime(state)).state, 'unknown', 'and calls nothing healthy');
});

test('failures from two places are told once, the newest first', () => {
  const failure = (at, more = {}) => ({ key: 'a', completed_at: at, client_request_id: `r${at}`, attempt: 1, ...more });
  const both = newestOf([failure(5), failure(3)], [failure(4), failure(3), failure(3, { attempt: 2 }), failure(1)], 4);
  assert.deepEqual(both.map((each) => [each.completed_at, each.attempt]), [[5, 1], [4, 1], [3, 1], [3, 2]]);
});

test('a roll-up covers what it is made of', () => {
  assert.ok(covers('openai|gpt-5|chat|*|t|k', 'openai|gpt-5|chat|eu|t|k'));
  assert.ok(!covers('openai|gpt-5|chat|*|t|k', 'openai|gpt-4|chat|eu|t|k'));
});

test('nothing read is not healthy', () => {
  assert.equal(told([]).state, 'unknown');
});

test('silence is not health', () => {
  assert.deepEqual(told([series('a', 'x'), series('a', 'y', { state: 'silent' })]), { text: 'Nothing fails, but 1 silent: 2 series in 2 regions', state: 'silent', heard: 'Nothing fails, but 1 silent' });
});

test('what is half read is not called healthy', () => {
  const half = (cells, alerts = []) => verdict({ series: new Map(cells.map((each) => [each.key, each])), alerts: new Map(alerts.map((each) => [each.alert_id, each])) }, NOW, 10 * 60_000, false);
  assert.deepEqual(half([series('a', 'x')]), { text: 'Still reading what happened. So far: Everything healthy: 1 series in 1 region', state: 'unknown', heard: 'Still reading what happened' });
  assert.equal(half([failing('a', 'x')], [alert('a', 'x')]).state, 'error');
});

test('a silence holds what its matchers say, as in Alertmanager', () => {
  const mine = alert('say "hi\\ho"', 'us-east', { labels: { provider: 'openai', model: 'say "hi\\ho"', region: 'us-east', target: '*' } });
  const silence = (matchers, more = {}) => [{ id: '1', starts_at: new Date(NOW - 1).toISOString(), ends_at: new Date(NOW + 1).toISOString(), author: 'ada', comment: 'known', matchers, ...more }];
  const holds = (matchers, more) => silenceOf(silence(matchers, more), mine, NOW) !== undefined;
  assert.deepEqual(matchersOf(mine), ['alertname="ErrorRateHigh"', 'provider="openai"', 'model="say \\"hi\\\\ho\\""', 'region="us-east"']);
  assert.ok(holds(matchersOf(mine)), 'what the page asks for');
  assert.ok(holds(['region=~"us-.*"', 'severity!="warning"', 'team=""']));
  assert.ok(!holds(['region=~"us"']), 'anchored');
  assert.ok(!holds(['region="us-east"', 'model="gpt"']), 'all must hold');
  assert.ok(!holds(['region=~"(?P<a>us-.*)"']), 'only the other dialect');
  assert.ok(!holds(['region="us-east"'], { ends_at: new Date(NOW).toISOString() }), 'over');
  assert.ok(!holds(['region="us-east"'], { starts_at: new Date(NOW + 1).toISOString() }), 'not yet');
});

test('the sparkline moves on with the windows', () => {
  const spark = { first_end: 60_000, step_ms: 60_000, p95_ms: [1, 2, 3], error_rate: [0, 0, 0] };
  const next = advance(spark, [{ size_ms: 60_000, end: 300_000, latency_p95_ms: 5, error_rate: 1 }]);
  assert.deepEqual(next, { first_end: 180_000, step_ms: 60_000, p95_ms: [3, null, 5], error_rate: [0, null, 1] });
  assert.deepEqual(advance(spark, [{ size_ms: 60_000, end: 120_000, latency_p95_ms: 9, error_rate: 0 }]).p95_ms, [1, 9, 3]);
  assert.equal(advance(spark, [{ size_ms: 60_000, end: 310_000, latency_p95_ms: 9, error_rate: 0 }]), spark, 'between two minutes');
  assert.deepEqual(advance(spark, [{ size_ms: 60_000, end: 6_000_000, latency_p95_ms: 9, error_rate: 0 }]).p95_ms, [null, null, 9]);
});

test('an address leads back to where it was made', () => {
  const view = { series: 'openai|a%20b|chat/completions|eu-west|chat|main', search: 'eu west', troubled: true, range: '6h', from: 1000, to: 2000 };
  assert.deepEqual(readPlace(writePlace(view)), view);
  assert.deepEqual(readPlace('?range=9y&from=5&to=4'), { series: null, search: '', troubled: false, range: '1h', from: null, to: null });
});

test('rows put trouble first and find all words', () => {
  const all = [series('a', 'x'), series('b', 'x', { state: 'error' }), series('b', 'y'), series('b', '*'), series('c', 'y', { state: 'silent' })];
  assert.deepEqual(rows(all, { search: '', troubled: false }).rows.map((row) => row.model), ['b', 'c', 'a']);
  assert.deepEqual(rows(all, { search: 'b failing', troubled: false }).rows.map((row) => [...row.cells.keys()]), [['x']]);
  assert.equal(rows(all, { search: '', troubled: true }).hidden, 2);
});

test('waits grow, are spread, and end at 15 s', () => {
  assert.deepEqual([1, 2, 3, 20].map((attempt) => backOff(attempt, 1)), [500, 1000, 2000, 15_000]);
  assert.equal(backOff(20, 0), 7500);
});

test('charts begin where something is known, and are five minutes at least', () => {
  const history = { step_ms: 60_000, first_end: 600_000, columns: { attempts: [null, null, 3, 4] } };
  assert.equal(knownFrom(history, 0, 3_600_000), 660_000);
  assert.equal(knownFrom(history, 700_000, 3_600_000), 700_000);
  assert.equal(knownFrom(history, 0, 800_000), 500_000);
  assert.equal(knownFrom({ ...history, columns: { attempts: [null] } }, 0, 800_000), 0);
});

test('a stack is the sum of what stands below', () => {
  assert.deepEqual(stack([[1, null, null], [2, 3, null]]), [[1, null, null], [3, 3, null]]);
});

test('error types are shares of all attempts', () => {
  const history = { step_ms: 60_000, first_end: 60_000, count: 3, columns: { attempts: [10, 0, null] }, errors: { timeout: [1, 0, null], server_error: [4, 0, null], never: [0, 0, null] } };
  const errors = charts(history, null).find((chart) => chart.id === 'errors');
  assert.deepEqual(errors.lines.map((line) => [line.label, line.values]), [['server error', [0.4, null, null]], ['timeout', [0.1, null, null]]]);
});

test('figures are short', () => {
  assert.deepEqual([span(59_000), span(61_000), span(660_000), span(3_600_000), span(5_400_000)], ['59 s', '1 min 1 s', '11 min', '1 h', '1 h 30 min']);
  assert.deepEqual([percent(0), percent(0.004), percent(1), percent(null)], ['0 %', '0.4 %', '100 %', '–']);
  assert.deepEqual([millis(812.4), millis(6200), millis(31_000), millis(null)], ['812 ms', '6.20 s', '31.0 s', '–']);
});
