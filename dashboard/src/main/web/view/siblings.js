// The same model in other regions and as other targets, a step away.
import { h, set } from './dom.js';
import { stateMark } from './icon.js';

/**
 * @param {HTMLElement} nav
 * @param {PageState} state
 * @param {Series} series
 * @param {(key: string) => void} open
 */
export function updateSiblings(nav, state, series, open) {
  const others = [...state.series.values()].filter((each) => each.provider === series.provider && each.model === series.model && each.endpoint === series.endpoint).sort((a, b) => (a.key < b.key ? -1 : 1));
  const of = JSON.stringify(others.map((each) => [each.key, each.state, each.key === series.key]));
  if (nav.dataset.of === of) return;
  nav.dataset.of = of;
  nav.replaceChildren(...others.map((each) => {
    const button = h('button', { type: 'button', 'aria-current': each.key === series.key ? 'true' : null, onclick: () => open(each.key) },
      `${each.region === '*' ? 'all regions' : each.region}${each.target === '*' ? '' : ` · ${each.target}`}: `);
    const mark = stateMark(each.state);
    button.append(mark.element);
    return button;
  }));
  set(nav, 'hidden', others.length < 2);
}
