// One event stream, kept open: closed or mute, it is opened again after a back-off that the page can show. It is live only
// once the page has also caught up with what it missed.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** The service says how it is every 5 s; three times nothing means that the line is dead. */
const MUTE_MS = 16_000;

const EVENTS = ['hello', 'current', 'alert', 'failures', 'progress', 'health'];

/**
 * How long to wait before the nth attempt in a row; spread, so that not all pages come at once after a restart.
 * @param {number} attempt 1 for the first
 * @param {number} random 0 to 1
 */
export function backOff(attempt, random) {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return wait / 2 + (wait / 2) * random;
}

/**
 * @param {string} url
 * @param {(event: string, data: any) => void} onEvent
 * @param {(change: Partial<Connection>) => void} onConnection
 */
export function openStream(url, onEvent, onConnection) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let attempt = 0;
  let heardAt = Date.now();
  let greeted = false;
  let live = false;

  function connect() {
    clearTimeout(timer);
    source?.close();
    greeted = live = false;
    heardAt = Date.now();
    source = new EventSource(url);
    source.onerror = lost;
    for (const name of EVENTS) {
      source.addEventListener(name, (message) => {
        heardAt = Date.now();
        if (name === 'hello') {
          greeted = true;
          live = false;
          onConnection({ phase: 'reading' });
        }
        if (live) onConnection({ heardAt });
        onEvent(name, JSON.parse(/** @type {MessageEvent} */ (message).data));
      });
    }
  }

  /** The page has all that there is. */
  function caughtUp() {
    if (!greeted || live) return;
    live = true;
    attempt = 0;
    onConnection({ phase: 'live', since: Date.now(), attempt, heardAt: Date.now() });
  }

  function lost() {
    clearTimeout(timer);
    source?.close();
    source = undefined;
    greeted = live = false;
    attempt++;
    const wait = backOff(attempt, Math.random());
    onConnection({ phase: 'waiting', attempt, retryAt: Date.now() + wait });
    timer = setTimeout(connect, wait);
  }

  function look() {
    if (source && Date.now() - heardAt > MUTE_MS) lost();
  }

  /** Somebody looks again, or the network is back: do not let them wait. */
  function hurry() {
    if (document.visibilityState !== 'visible') return;
    if (!source) connect();
    else look();
  }

  /** A page left behind in the browser's cache for Back must not keep a connection: a browser has six for a host. */
  function leave() {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  setInterval(look, 2000);
  addEventListener('pagehide', leave);
  addEventListener('pageshow', (event) => {
    if (event.persisted) connect();
  });
  addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
  connect();
  return { retry: connect, caughtUp, lost };
}
