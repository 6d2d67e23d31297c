// The page: the stream changes the state, the state is drawn at most once a frame, the address says what is looked at.
import { call } from './api.js';
import { toggleUtc, zone } from './clock.js';
import { readPlace, writePlace } from './place.js';
import { quietening } from './quiet.js';
import { addFailures, changeAlert, changeSeries, emptyState, replaceSeries, serviceNow } from './state.js';
import { openStream } from './stream.js';
import { updateAlerts } from '../view/alerts.js';
import { detail } from '../view/detail.js';
import { byId, say, set } from '../view/dom.js';
import { grid } from '../view/grid.js';
import { updateIncidents } from '../view/incidents.js';
import { listenToKeys } from '../view/keys.js';
import { askToken } from '../view/login.js';
import { updatePipeline } from '../view/pipeline.js';
import { ranges } from '../view/ranges.js';
import { updateSilences } from '../view/silences.js';
import { toggleTheme, themeName } from '../view/theme.js';
import { updateTop } from '../view/top.js';
import { updateVerdict } from '../view/verdict.js';

const state = emptyState();
let view = readPlace(location.search);
/** How often the whole was asked for, and the latest of those that was answered: held is what came in between. */
let asked = 0;
let answered = 0;
/** @type {[string, any][]} */
let held = [];
/** @type {ReturnType<typeof openStream> | undefined} */
let stream;

const quiet = quietening(state, draw);
const models = grid(open);
const series = detail(/** @type {HTMLDialogElement} */ (byId('detail')), { close, open, change });
const range = ranges(byId('ranges'), change);

/** @param {string} key */
function open(key) {
  change({ series: key }, true);
}

function close() {
  if (view.series !== null) change({ series: null });
}

/**
 * @param {Partial<View>} changed
 * @param {boolean} [step] whether Back should undo it
 */
function change(changed, step = false) {
  view = { ...view, ...changed };
  history[step ? 'pushState' : 'replaceState'](null, '', writePlace(view));
  draw();
}

let drawing = false;
/** @type {PerformanceMark | undefined} */
let usable;
function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    const now = serviceNow(state);
    updateTop(state, now);
    say(byId('clock'), zone());
    say(byId('theme'), themeName());
    say(byId('session'), state.session.may_act ? `Log out${state.session.user ? ` ${state.session.user}` : ''}` : 'Log in');
    set(byId('session'), 'hidden', state.session.login !== 'token');
    if (!state.loaded) return;
    updateVerdict(state, now);
    updateAlerts(state, now, { open, act: quiet.act });
    updateSilences(state, now, quiet.act);
    models.update(state, view, now);
    range.update(view);
    updateIncidents(state, view, now, open);
    updatePipeline(state);
    series.update(state, view, now);
    if (!usable) usable = performance.mark('usable');
  });
}

/**
 * What came while the whole was being read is applied after it.
 * @param {string} event
 * @param {any} data
 */
function onEvent(event, data) {
  if (event === 'hello') {
    state.skew = data.now - Date.now();
    state.progress = data.progress;
    held = [];
    load();
  } else if (answered < asked) held.push([event, data]);
  else apply(event, data);
  draw();
}

/**
 * @param {string} event
 * @param {any} data
 */
function apply(event, data) {
  if (event === 'current') changeSeries(state, data.series);
  if (event === 'alert') {
    changeAlert(state, data);
    quiet.load();
  }
  if (event === 'failures') addFailures(state, data.failures);
  if (event === 'progress') progressed(data);
  if (event === 'health') {
    state.health = data;
    state.skew = data.now - Date.now();
    progressed(data.progress);
  }
}

/**
 * The first answer held only what had been read by then: once the present is reached, and once the day is whole, it is
 * asked for again.
 * @param {Progress} next
 */
function progressed(next) {
  const before = state.progress;
  state.progress = next;
  if (before && ((next.following && !before.following) || (next.fraction >= 1 && before.fraction < 1))) load();
}

async function load() {
  const mine = ++asked;
  try {
    const [session, current, alerts, incidents, health] = await Promise.all(['session', 'current', 'alerts', 'incidents', 'health'].map((path) => call(path)));
    if (mine !== asked) return;
    state.session = session;
    replaceSeries(state, current.series);
    state.alerts = new Map(alerts.alerts.map((/** @type {Alert} */ each) => [each.alert_id, each]));
    state.incidents = new Map(incidents.incidents.map((/** @type {Alert} */ each) => [each.alert_id, each]));
    state.health = health;
    state.loaded = true;
    answered = mine;
    for (const [event, data] of held.splice(0)) apply(event, data);
    stream?.caughtUp();
    quiet.load();
  } catch {
    if (mine !== asked) return;
    answered = mine;
    stream?.lost();
  }
  draw();
}

function logIn() {
  const dialog = /** @type {HTMLDialogElement} */ (byId('login'));
  if (dialog.open) return;
  askToken(dialog, async (token) => {
    state.session = await call('session', { method: 'POST', body: { token } });
    stream?.retry();
  });
}

/** A link may bring the token along, behind the # where no server sees it; it does not stay in the address. */
async function followLink() {
  const token = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (!token) return;
  history.replaceState(null, '', writePlace(view));
  await call('session', { method: 'POST', body: { token } }).catch(logIn);
}

async function start() {
  await followLink();
  stream = openStream('api/v1/stream', onEvent, (changed) => {
    Object.assign(state.connection, changed);
    if (changed.phase === 'waiting') askWhoIAm();
    draw();
  });
  await askWhoIAm();
}

/** A stream says nothing of why it is refused: it may be that the login has expired. */
async function askWhoIAm() {
  state.session = await call('session').catch(() => state.session);
  if (!state.session.may_read) logIn();
}

const search = /** @type {HTMLInputElement} */ (byId('search'));
const troubled = /** @type {HTMLInputElement} */ (byId('troubled'));
search.value = view.search;
troubled.checked = view.troubled;
search.addEventListener('input', () => change({ search: search.value }));
troubled.addEventListener('change', () => change({ troubled: troubled.checked }));
byId('clock').addEventListener('click', () => { toggleUtc(); draw(); });
byId('theme').addEventListener('click', () => { toggleTheme(); draw(); });
byId('session').addEventListener('click', async () => {
  if (!state.session.may_act) return logIn();
  await call('session', { method: 'DELETE' });
  await load();
});
addEventListener('popstate', () => {
  view = readPlace(location.search);
  search.value = view.search;
  troubled.checked = view.troubled;
  draw();
});
addEventListener('hashchange', () => followLink().then(load));
listenToKeys();
setInterval(draw, 1000);
start();
