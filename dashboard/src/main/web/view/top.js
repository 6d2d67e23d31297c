// The header's say: is the page live, is it stale, how far has the service read back.
import { percent, span } from '../app/format.js';
import { isLive } from '../app/state.js';
import { when } from '../app/clock.js';
import { byId, say, set } from './dom.js';

/**
 * @param {PageState} state
 * @param {number} now
 */
export function updateTop(state, now) {
  const element = byId('connection');
  const { phase, heardAt, retryAt, attempt } = state.connection;
  const live = isLive(state);
  const quiet = phase === 'live' && !live;
  const stale = state.loaded && !live;
  set(element, 'data-phase', quiet ? 'quiet' : phase);
  set(document.body, 'data-stale', stale);
  say(element, words());

  function words() {
    if (live) return 'Live';
    const old = state.loaded && heardAt ? `: shown is ${when(heardAt + state.skew, now)}, ${span(Date.now() - heardAt)} old` : '';
    if (quiet) return `Live line is quiet${old}`;
    if (phase === 'connecting') return 'Connecting …';
    if (phase === 'reading') return `Connected, reading what was missed${old}`;
    const wait = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
    return `Not connected${old}; ${wait > 0 ? `next try in ${wait} s` : 'trying'}${attempt > 2 ? ` (try ${attempt})` : ''}`;
  }

  const progress = state.progress;
  const reading = progress !== null && progress.fraction < 1;
  set(byId('progress'), 'hidden', !reading);
  if (progress && reading) {
    const bar = /** @type {HTMLProgressElement} */ (document.querySelector('#progress progress'));
    bar.value = progress.fraction;
    const from = progress.complete_from ? `; whole since ${when(progress.complete_from, now)}` : '';
    say(byId('progress-text'), `Reading back 24 h: ${percent(Math.floor(progress.fraction * 100) / 100)}${progress.following ? '; what is shown now is live' : '; what is shown is not the present yet'}${from}`);
  }
}
