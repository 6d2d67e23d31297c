// Failed attempts as evidence: what a provider's support asks for.
import { timeOfDay } from '../app/clock.js';
import { millis, plain } from '../app/format.js';
import { h } from './dom.js';

/** @param {(Example & {region?: string})[]} examples */
export function examples(examples) {
  return h('ul', { class: 'examples' }, examples.map((each) => h('li', {},
    h('b', {}, plain(each.error_type)), each.status_code === null ? '' : ` ${each.status_code}`,
    ` at ${timeOfDay(each.completed_at, true)}`, each.region ? ` in ${each.region}` : '',
    took(each),
    each.message ? h('q', {}, each.message) : null,
    each.request_id ? h('span', { class: 'id' }, 'request ', h('code', {}, each.request_id)) : null,
    each.client_request_id ? h('span', { class: 'id' }, 'ours ', h('code', {}, each.client_request_id)) : null,
  )));
}

/** Whose time it was: what the provider does not report went by on the way, or in waiting. @param {Example} each */
function took({ latency_ms: latency, server_processing_ms: own }) {
  if (latency === null) {
    return '';
  }
  return ` after ${millis(latency)}${own === null ? '' : `, of which the provider reports ${millis(own)}`}`;
}
