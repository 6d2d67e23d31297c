// How far back: buttons, of which one is pressed; a zoomed chart presses none.
import { timeOfDay } from '../app/clock.js';
import { RANGES } from '../app/place.js';
import { h, set } from './dom.js';

/**
 * @param {Element} parent
 * @param {(change: Partial<View>) => void} change
 */
export function ranges(parent, change) {
  const buttons = Object.keys(RANGES).map((range) => h('button', { type: 'button', onclick: () => change({ range, from: null, to: null }) }, range.replace('m', ' min').replace('h', ' h')));
  const zoomed = h('button', { type: 'button', hidden: true, 'aria-pressed': 'true', onclick: () => change({ from: null, to: null }) });
  parent.replaceChildren(...buttons, zoomed);
  return {
    /** @param {View} view */
    update(view) {
      const custom = view.from !== null && view.to !== null;
      Object.keys(RANGES).forEach((range, i) => set(buttons[i], 'aria-pressed', String(!custom && range === view.range)));
      set(zoomed, 'hidden', !custom);
      if (view.from !== null && view.to !== null) {
        const label = `${timeOfDay(view.from)}–${timeOfDay(view.to)} ✕`;
        if (zoomed.textContent !== label) zoomed.textContent = label;
        set(zoomed, 'aria-label', `${timeOfDay(view.from)} to ${timeOfDay(view.to)}, leave`);
      }
    },
  };
}
