/*
  The way out. Constant for everybody; it stands inline under its hash, so that it works from the
  first byte on and asks for nothing. Why it is so: docs/explanation/way-out.md.

  The server opens nothing without both cookies: `s`, which no script can touch, and the marker
  `k`. So deleting `k` here locks every door at once, also while the server does not answer.
  On the root stand `data-x`, the neutral site of this copy, and `data-k` when somebody is here.
*/
(() => {
  const d = document, r = d.documentElement, tabs = new BroadcastChannel('n');
  const key = () => d.cookie.split('; ').find(c => /^(__Host-)?k=/.test(c));
  const was = key(), had = was || 'k' in r.dataset;
  let gone, alone, timer, presses = 0;

  /* In this order, nothing waited for. `here`: in this tab, so that the others have to be told. */
  const leave = here => {
    if (gone) return;
    gone = 1;
    d.cookie = 'k=;path=/;max-age=0';
    d.cookie = '__Host-k=;path=/;max-age=0;secure';
    const body = d.createElement('body'), word = d.createElement('p');
    r.replaceChildren(d.createElement('head'), body);
    d.title = 'Notes';
    word.setAttribute('role', 'alert');
    word.textContent = 'Loading';
    body.append(word);
    try {
      if (here) navigator.sendBeacon('/x'), tabs.postMessage(0);
    } finally {
      location.replace(r.dataset.x);
    }
  };

  /* A page comes into view: for the first time, out of the browser's memory, or as a tab. */
  const shown = () => {
    const now = key(), kept = r.style.visibility;
    if (d.hidden) return;
    if (had && !now) r.style.visibility = 'hidden', leave();
    else if (kept && now != was) location.replace(location.pathname);
    else r.style.visibility = '';
  };

  /* Shift three times, alone each time, not more than five seconds between. */
  const say = words => {
    const spot = d.querySelector('.more');
    if (spot) spot.textContent = words;
  };
  const forget = () => {
    alone = 0;
    clearTimeout(timer);
    if (presses) say('');
    presses = 0;
  };
  const press = () => {
    alone = 0;
    clearTimeout(timer);
    if (++presses > 2) return leave(1);
    say('Shift ' + (presses > 1 ? 'once' : 'twice') + ' more to leave this page');
    timer = setTimeout(forget, 5000);
  };

  tabs.onmessage = () => leave();
  addEventListener('keydown', e => {
    if (e.key != 'Shift') forget();
    else if (!e.repeat) alone = !(e.altKey || e.ctrlKey || e.metaKey);
  });
  addEventListener('keyup', e => {
    if (e.key == 'Shift' && alone) press();
  });
  ['click', 'auxclick'].map(kind => addEventListener(kind, e => {
    forget();
    if (e.button < 2 && e.target.closest('[href="/x"]')) e.preventDefault(), leave(1);
  }, true));
  addEventListener('pagehide', () => {
    r.style.visibility = 'hidden';
    /* Nobody was here yet: there is no key to guard what was typed, a name for instance. */
    if (!had) d.querySelectorAll('input[type=text], textarea').forEach(e => e.value = '');
  });
  addEventListener('pageshow', shown);
  d.addEventListener('visibilitychange', shown);
  shown();
})();
