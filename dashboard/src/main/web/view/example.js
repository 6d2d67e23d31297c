// Failed attempts as evidence: what a provider's support asks for.
import { timeOfDay } from '../app/clock.js';
import { plain } from '../app/format.js';
import { h } from './dom.js';

/** @param {(Example & {region?: string})[]} examples */
export function examples(examples) {
  return h('ul', { class: 'examples' }, examples.map((each) => h('li', {},
    h('b', {}, plain(each.error_type)), each.status_code === null ? '' : ` ${each.status_code}`,
    ` at ${timeOfDay(each.completed_at, true)}`, each.region ? ` in ${each.region}` : '',
    each.message ? h('q', {}, each.message) : null,
    each.request_id ? h('span', { class: 'id' }, 'request ', h('code', {}, each.request_id)) : null,
    each.client_request_id ? h('span', { class: 'id' }, 'ours ', h('code', {}, each.client_request_id)) : null,
  )));
}
