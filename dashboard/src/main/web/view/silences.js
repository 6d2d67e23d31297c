// What is quiet on purpose, by whom and until when.
import { when } from '../app/clock.js';
import { byId, h, set } from './dom.js';
import { tell } from './actions.js';

let shown = '';

/**
 * @param {PageState} state
 * @param {number} now
 * @param {import('./actions.js').Act} act
 */
export function updateSilences(state, now, act) {
  const active = state.silences.filter((each) => Date.parse(each.ends_at) > now);
  const of = JSON.stringify([active, state.session.may_act, when(0, now)]);
  if (of === shown) return;
  shown = of;
  set(byId('silence-list'), 'hidden', active.length === 0);
  byId('silence-list').replaceChildren(h('h3', {}, 'Silenced'), h('ul', {}, active.map((silence) => {
    const said = h('span', { class: 'said', role: 'status' });
    return h('li', {}, h('code', {}, silence.matchers.join(' ')), ` until ${when(Date.parse(silence.ends_at), now)} by ${silence.author}: ${silence.comment} `,
      state.session.may_act ? h('button', { type: 'button', 'aria-label': `End silence ${silence.matchers.join(' ')}`, onclick: () => tell(said, () => act.end(silence.id), 'ended') }, 'End') : null, said);
  })));
}
