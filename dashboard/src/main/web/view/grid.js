// Models × regions. One tab stop; arrows, Home and End move inside, as in any grid.
import { rows } from '../app/rows.js';
import { cell } from './cell.js';
import { byId, h, lay, say, set } from './dom.js';

/**
 * @param {(key: string) => void} open
 */
export function grid(open) {
  const body = h('tbody', { role: 'rowgroup' });
  const head = h('tr', { role: 'row' });
  const table = h('table', { role: 'grid', hidden: true, 'aria-labelledby': 'grid-title' }, h('thead', { role: 'rowgroup' }, head), body);
  const nothing = h('p', { class: 'note', hidden: true });
  byId('grid').append(table, nothing);
  /** @type {Map<string, {element: HTMLElement, name: HTMLElement, about: HTMLElement, cells: Map<string, {slot: HTMLElement, cell: ReturnType<typeof cell> | null}>}>} */
  const made = new Map();
  let columns = '';

  table.addEventListener('click', (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.dataset.key ?? '');
  });
  table.addEventListener('keydown', move);
  table.addEventListener('focusin', (event) => tabStop(/** @type {HTMLElement} */ (event.target)));

  /** @param {KeyboardEvent} event */
  function move(event) {
    const link = /** @type {HTMLElement} */ (event.target);
    const line = [.../** @type {HTMLElement} */ (link.closest('tr')).querySelectorAll('a')];
    const at = line.indexOf(/** @type {HTMLAnchorElement} */ (link));
    const steps = /** @type {Record<string, () => Element | undefined>} */ ({
      ArrowRight: () => line[at + 1],
      ArrowLeft: () => line[at - 1],
      ArrowDown: () => below(link, 'nextElementSibling'),
      ArrowUp: () => below(link, 'previousElementSibling'),
      Home: () => line[0],
      End: () => line[line.length - 1],
    });
    if (!(event.key in steps)) return;
    event.preventDefault();
    /** @type {HTMLElement | undefined} */ (steps[event.key]())?.focus();
  }

  /**
   * The nearest cell of that column, or of any, in the next row that way.
   * @param {HTMLElement} link
   * @param {'nextElementSibling' | 'previousElementSibling'} way
   */
  function below(link, way) {
    const slot = /** @type {HTMLTableCellElement} */ (link.closest('td'));
    const next = /** @type {HTMLTableRowElement | null} */ (/** @type {HTMLElement} */ (slot.parentElement)[way]);
    return next?.cells[slot.cellIndex]?.querySelector('a') ?? next?.querySelector('a') ?? undefined;
  }

  /** @param {Element | null} wanted */
  function tabStop(wanted) {
    for (const link of table.querySelectorAll('a[tabindex="0"]')) if (link !== wanted) set(link, 'tabindex', -1);
    if (wanted?.matches('a')) set(wanted, 'tabindex', 0);
  }

  /** @param {string[]} regions */
  function layColumns(regions) {
    const wanted = JSON.stringify(regions);
    if (wanted === columns) return;
    columns = wanted;
    head.replaceChildren(h('th', { role: 'columnheader', scope: 'col' }, 'Model'), ...regions.map((region) => h('th', { role: 'columnheader', scope: 'col' }, region)));
  }

  return {
    /**
     * @param {PageState} state
     * @param {View} view
     * @param {number} now
     */
    update(state, view, now) {
      const layout = rows(state.series.values(), view);
      layColumns(layout.regions);
      const several = new Set(layout.rows.map((row) => row.provider)).size > 1;
      const lines = layout.rows.map((row) => {
        let line = made.get(row.id);
        if (!line) {
          const name = h('span', { class: 'model' });
          const about = h('span', { class: 'about' });
          line = { name, about, cells: new Map(), element: h('tr', { role: 'row' }, h('th', { role: 'rowheader', scope: 'row' }, name, about)) };
          made.set(row.id, line);
        }
        const { cells, element } = line;
        say(line.name, row.model);
        say(line.about, several ? `${row.provider} · ${row.endpoint}` : row.endpoint);
        const slots = layout.regions.map((region) => {
          let there = cells.get(region);
          if (!there) cells.set(region, (there = { slot: h('td', { role: 'gridcell' }), cell: null }));
          const series = row.cells.get(region);
          if (series && !there.cell) there.slot.append((there.cell = cell(view)).element);
          if (!series && there.cell) {
            there.cell.element.remove();
            there.cell = null;
          }
          if (series) there.cell?.update(series, now);
          return there.slot;
        });
        lay(element, [/** @type {Element} */ (element.firstElementChild), ...slots]);
        return element;
      });
      lay(body, lines);
      if (!table.querySelector('a[tabindex="0"]')) tabStop(table.querySelector('tbody a'));
      set(table, 'hidden', lines.length === 0);
      set(nothing, 'hidden', lines.length > 0);
      say(nothing, state.series.size === 0 ? 'No series yet.' : view.troubled && !view.search ? 'No trouble anywhere.' : 'Nothing matches the search.');
      const note = byId('grid-note');
      set(note, 'hidden', layout.hidden === 0);
      say(note, layout.hidden === 0 ? '' : `${layout.hidden} series not shown by search or filter.`);
    },
  };
}
