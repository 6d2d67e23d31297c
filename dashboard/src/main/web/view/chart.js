// One chart drawn by uPlot, with a caption for those who do not see it and a table behind it.
import { isUtc, timeOfDay } from '../app/clock.js';
import { measured } from '../app/format.js';
import { stack } from '../app/charts.js';
import { h } from './dom.js';

const HEIGHT = 190;
const ROWS = 30;

/**
 * @typedef {{from: number, to: number, title: string}} Bout
 * @typedef {{value: number, column: string, label: string}} Limit
 * @typedef {{bouts: Bout[], limits: Limit[], from: number, to: number, zoom: (from: number, to: number) => void, reset: () => void}} Around
 */

/**
 * @param {HTMLElement} parent
 * @param {import('../app/charts.js').Chart} chart
 * @param {Around} around
 * @returns {() => void} takes it away
 */
export function drawChart(parent, chart, around) {
  const limits = around.limits.filter((limit) => chart.lines.some((line) => line.column === limit.column));
  const caption = h('figcaption', {}, h('h3', {}, chart.title), h('p', { class: 'about' }, summary(chart, limits)));
  const canvas = h('div', { class: 'plot', 'aria-hidden': 'true' });
  const figure = h('figure', { class: 'chart', 'data-chart': chart.id }, caption, canvas, chart.lines.length === 0 ? null : table(chart));
  parent.append(figure);
  if (chart.lines.length === 0) {
    canvas.remove();
    return () => figure.remove();
  }
  const shown = chart.stacked ? stack(chart.lines.map((line) => line.values)) : chart.lines.map((line) => line.values);
  // A stack is drawn from its top down, so that each lower part covers what it does not add.
  const order = chart.lines.map((_, i) => (chart.stacked ? chart.lines.length - 1 - i : i));
  const plot = new uPlot(options(chart, order, canvas, limits, around), /** @type {any} */ ([chart.x, ...order.map((i) => shown[i])]), canvas);
  plot.over.addEventListener('dblclick', around.reset);
  const resize = new ResizeObserver(() => plot.setSize({ width: canvas.clientWidth, height: HEIGHT }));
  resize.observe(canvas);
  return () => {
    resize.disconnect();
    plot.destroy();
    figure.remove();
  };
}

/**
 * @param {import('../app/charts.js').Chart} chart
 * @param {number[]} order
 * @param {HTMLElement} canvas
 * @param {Limit[]} limits
 * @param {Around} around
 * @returns {uPlot.Options}
 */
function options(chart, order, canvas, limits, around) {
  const style = getComputedStyle(document.documentElement);
  const ink = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const tone = (/** @type {number} */ n) => ink(`--tone-${n % 6}`);
  const axis = { stroke: ink('--soft'), grid: { stroke: ink('--line'), width: 1 }, ticks: { stroke: ink('--line'), width: 1 }, font: '11px system-ui' };
  const right = chart.lines.some((line) => line.axis === 'right');
  return {
    width: canvas.clientWidth,
    height: HEIGHT,
    tzDate: isUtc() ? (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC') : undefined,
    cursor: { drag: { x: true, y: false, setScale: false } },
    legend: { live: true },
    scales: {
      x: { time: true, range: chart.id === 'phases' ? undefined : () => [around.from / 1000, around.to / 1000] },
      y: { range: (_, __, max) => [0, top(chart, max, limits)] },
      right: { range: (_, __, max) => [0, max > 0 ? max * 1.15 : 1] },
    },
    axes: [
      { ...axis, size: 30, values: (_, splits, __, ___, step) => splits.map((s) => timeOfDay(s * 1000, step < 60)) },
      { ...axis, size: 58, values: (_, splits) => splits.map((value) => measured(value, chart.lines[0].column)) },
      ...(right ? [{ ...axis, scale: 'right', side: 1, size: 84, grid: { show: false }, values: (/** @type {any} */ _, /** @type {number[]} */ splits) => splits.map((value) => measured(value, 'cost_usd')) }] : []),
    ],
    bands: chart.band && chart.lines.length > chart.band[0] ? [{ series: [chart.band[0] + 1, chart.band[1] + 1], fill: `${tone(0)}22` }] : [],
    series: [
      { value: (_, seconds) => (seconds === null ? '' : timeOfDay(seconds * 1000, true)) },
      ...order.map((i) => {
        const line = chart.lines[i];
        return {
          label: line.label,
          scale: line.axis ?? 'y',
          stroke: tone(line.tone),
          width: line.kind === 'faint' ? 1 : 2,
          dash: line.kind === 'faint' ? [4, 3] : line.axis === 'right' ? [2, 3] : undefined,
          fill: line.kind === 'bar' ? tone(line.tone) : undefined,
          points: { show: line.kind !== 'bar' && alone(line.values), size: 5 },
          paths: line.kind === 'bar' ? uPlot.paths.bars?.({ size: [0.9, 20], gap: 0 }) : undefined,
          value: (/** @type {uPlot} */ _, /** @type {number | null} */ __, /** @type {number} */ ___, /** @type {number | null} */ at) => measured(at === null ? last(line.values) : line.values[at], line.column),
        };
      }),
    ],
    hooks: {
      drawClear: [(plot) => drawBouts(plot, around.bouts, ink('--bout'), ink('--bad'))],
      draw: [(plot) => limits.forEach((limit) => drawLimit(plot, limit, ink('--bad'), ink('--panel')))],
      setSelect: [(plot) => {
        if (plot.select.width < 4) return;
        around.zoom(plot.posToVal(plot.select.left, 'x') * 1000, plot.posToVal(plot.select.left + plot.select.width, 'x') * 1000);
      }],
    },
  };
}

/**
 * What the legend says while nobody points at a time.
 * @param {(number | null)[]} values
 */
function last(values) {
  return values.findLast((value) => value !== null) ?? null;
}

/**
 * A value with no neighbour would be no line: it needs a point.
 * @param {(number | null)[]} values
 */
function alone(values) {
  return values.some((value, i) => value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null);
}

/**
 * @param {import('../app/charts.js').Chart} chart
 * @param {number} max
 * @param {Limit[]} limits
 */
function top(chart, max, limits) {
  const highest = Math.max(max || 0, ...limits.map((limit) => limit.value)) * 1.1 || 1;
  return chart.top === undefined ? highest : Math.max(chart.top, Math.min(highest, chart.top));
}

/**
 * @param {uPlot} plot
 * @param {Bout[]} bouts
 * @param {string} fill
 * @param {string} edge
 */
function drawBouts(plot, bouts, fill, edge) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const bout of bouts) {
    const left = plot.valToPos(bout.from / 1000, 'x', true);
    const width = plot.valToPos(bout.to / 1000, 'x', true) - left;
    ctx.fillStyle = fill;
    ctx.fillRect(left, bbox.top, width, bbox.height);
    ctx.fillStyle = edge;
    ctx.fillRect(left, bbox.top, width, 3 * devicePixelRatio);
  }
  ctx.restore();
}

/**
 * @param {uPlot} plot
 * @param {Limit} limit
 * @param {string} colour
 * @param {string} ground
 */
function drawLimit(plot, limit, colour, ground) {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(limit.value, 'y', true);
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.font = `${11 * devicePixelRatio}px system-ui`;
  const left = bbox.left + 4 * devicePixelRatio;
  ctx.fillStyle = ground;
  ctx.fillRect(left, y - 16 * devicePixelRatio, ctx.measureText(limit.label).width + 6, 14 * devicePixelRatio);
  ctx.fillStyle = colour;
  ctx.textAlign = 'left';
  ctx.fillText(limit.label, left + 3, y - 5 * devicePixelRatio);
  ctx.restore();
}

/**
 * @param {import('../app/charts.js').Chart} chart
 * @param {Limit[]} limits
 */
function summary(chart, limits) {
  if (chart.lines.length === 0) return chart.id === 'errors' ? 'No failed attempt in this time.' : 'Nothing measured in this time.';
  const told = chart.lines.slice(0, 3).map((line) => {
    const known = line.values.flatMap((value, i) => (value === null ? [] : [{ value, at: chart.x[i] }]));
    const most = known.reduce((a, b) => (b.value > a.value ? b : a));
    return `${line.label} ${measured(known[known.length - 1].value, line.column)}, at most ${measured(most.value, line.column)} at ${timeOfDay(most.at * 1000)}`;
  });
  return [...told, ...limits.map((limit) => limit.label)].join('; ');
}

/**
 * The newest values, filled in when somebody opens it.
 * @param {import('../app/charts.js').Chart} chart
 */
function table(chart) {
  const details = h('details', { class: 'numbers' }, h('summary', {}, `Numbers: ${chart.title}`));
  details.addEventListener('toggle', () => {
    if (details.childElementCount > 1) return;
    const rows = chart.x.map((_, i) => i).filter((i) => chart.lines.some((line) => line.values[i] !== null)).slice(-ROWS).reverse();
    details.append(h('table', {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Time'), chart.lines.map((line) => h('th', { scope: 'col' }, line.label)))),
      h('tbody', {}, rows.map((i) => h('tr', {}, h('th', { scope: 'row' }, timeOfDay(chart.x[i] * 1000, true)), chart.lines.map((line) => h('td', {}, measured(line.values[i], line.column))))))));
  });
  return details;
}
