// A series' charts. Drawn anew they keep what somebody has opened, and the focus.
import { drawChart } from './chart.js';
import { h, set } from './dom.js';
import { keepFocus } from './focus.js';

export function plots() {
  const element = h('div', { class: 'plots' });
  /** @type {(() => void)[]} */
  let drawn = [];

  function clear() {
    drawn.splice(0).forEach((remove) => remove());
  }

  return {
    element,
    clear,
    /**
     * @param {import('../app/charts.js').Chart[]} charts
     * @param {import('./chart.js').Around} around
     */
    draw(charts, around) {
      const opened = new Set([...element.querySelectorAll('details[open]')].map((table) => table.closest('figure')?.dataset.chart));
      const refocus = keepFocus(element);
      element.style.minHeight = `${element.offsetHeight}px`;
      clear();
      drawn = charts.map((chart) => drawChart(element, chart, around));
      for (const table of element.querySelectorAll('details')) set(table, 'open', opened.has(table.closest('figure')?.dataset.chart));
      element.style.minHeight = '';
      refocus(element);
    },
  };
}
