// Whether what is shown can be trusted: the monitor's own health.
import { count, percent, span } from '../app/format.js';
import { newsAge } from '../app/state.js';
import { byId, h } from './dom.js';

const OLD_MS = 30_000;
const COMPLETE = 0.9;

/** @param {PageState} state */
export function updatePipeline(state) {
  const health = state.health;
  if (!health) return;
  const age = newsAge(state);
  const facts = /** @type {[string, string, boolean][]} */ ([
    ['Newest result', age === null ? 'none yet' : `${span(age)} old`, age === null || age > OLD_MS],
    ['Kafka', health.kafka.ok ? 'reachable' : `away: ${health.kafka.reason}`, !health.kafka.ok],
    ['Behind by', `${count(health.lag_records)} records`, (health.lag_records ?? 0) > 10_000],
    ['Probes made of probes due', percent(health.completeness), health.completeness !== null && health.completeness < COMPLETE],
    ['Dead letters in the last hour', count(health.dead_letters_last_hour), (health.dead_letters_last_hour ?? 0) > 0],
    ['Unreadable records', count(health.unreadable_records), health.unreadable_records > 0],
    ['Series', `${count(health.series)} of at most ${count(health.series_limit)}${health.series_refused > 0 ? `, ${health.series_refused} refused` : ''}`, health.series_refused > 0],
    ['Pages open', `${count(health.streams)} of at most ${count(health.streams_limit)}`, health.streams >= health.streams_limit],
  ]);
  byId('pipeline').replaceChildren(...facts.map(([name, value, bad]) => h('div', { 'data-bad': bad }, h('dt', {}, name), h('dd', {}, bad ? `! ${value}` : value))));
}
