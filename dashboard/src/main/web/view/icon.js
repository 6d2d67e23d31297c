// A state as word and shape; the colour comes from the style sheet by `data-state` and says nothing new.
import { STATES } from '../app/words.js';
import { h, set, say, svg } from './dom.js';

/** @param {State} state */
export function stateMark(state) {
  const path = svg('path', { d: STATES[state].shape });
  const shape = svg('svg', { viewBox: '0 0 16 16', class: 'shape', 'aria-hidden': 'true' }, path);
  const word = h('span', {}, STATES[state].word);
  const element = h('span', { class: 'state', 'data-state': state }, shape, word);
  return {
    element,
    /** @param {State} next */
    update(next) {
      set(element, 'data-state', next);
      set(path, 'd', STATES[next].shape);
      say(word, STATES[next].word);
    },
  };
}
