// What scripts add to pages that work without them: type-ahead, news without reload, one press one answer.
import { initAll } from '/assets/govuk-frontend.min.js';

initAll();
onePressOnly();
document.querySelectorAll('[data-usher-find]').forEach(typeAhead);
focusWhereItMatters();
listen();

/** A second press of the same button does nothing while the first is under way. */
function onePressOnly() {
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.dataset.sent === 'yes') {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    document.documentElement.setAttribute('aria-busy', 'true');
  });
  addEventListener('pageshow', () => {
    document.documentElement.removeAttribute('aria-busy');
    document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent);
  });
}

/** After an answer the next question is in view and is what a screen reader reads. */
function focusWhereItMatters() {
  if (document.querySelector('.govuk-error-summary')) {
    return;
  }
  const prompt = document.querySelector('[data-usher-prompt]');
  if (!prompt) {
    return;
  }
  const field = prompt.querySelector('[data-usher-first]');
  prompt.querySelector('[tabindex="-1"]')?.focus({ preventScroll: true });
  if (field && matchMedia('(pointer: fine)').matches) {
    field.focus({ preventScroll: true });
  }
  prompt.scrollIntoView({ block: prompt.offsetHeight > innerHeight ? 'start' : 'nearest' });
}

/** The combobox of the ARIA Authoring Practices: a list of what matches, arrows to move, Enter to take, Escape to close. */
function typeAhead(input) {
  const list = document.createElement('ul');
  const status = document.createElement('div');
  const frame = document.createElement('div');
  let options = [];
  let active = -1;
  let asked = 0;
  let timer;

  frame.className = 'usher-find';
  input.replaceWith(frame);
  list.id = `${input.id}-list`;
  list.className = 'usher-find__list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.dataset.usherLabel || 'Matches');
  list.hidden = true;
  status.className = 'govuk-visually-hidden';
  status.setAttribute('role', 'status');
  frame.append(input, list, status);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('autocomplete', 'off');

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function highlight(index) {
    active = index;
    [...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === index)));
    if (index >= 0) {
      input.setAttribute('aria-activedescendant', list.children[index].id);
      list.children[index].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  function take(option) {
    input.value = input.dataset.usherFind.includes('/options') ? option.value : option.label;
    const form = input.form;
    const chosen = document.createElement('input');
    chosen.type = 'hidden';
    chosen.name = 'choose';
    chosen.value = option.value;
    input.removeAttribute('name');
    form.append(chosen);
    close();
    form.requestSubmit();
  }

  function show() {
    list.replaceChildren(...options.map((option, at) => {
      const item = document.createElement('li');
      item.id = `${input.id}-option-${at}`;
      item.className = 'usher-find__option';
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.append(option.label);
      if (option.hint) {
        const hint = document.createElement('span');
        hint.className = 'usher-choice__hint';
        hint.textContent = option.hint;
        item.append(hint);
      }
      item.addEventListener('mousedown', event => event.preventDefault());
      item.addEventListener('click', () => take(option));
      return item;
    }));
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(options.length > 0));
    status.textContent = options.length === 0 ? 'Nothing matches.' : options.length === 1 ? '1 match.' : `${options.length} matches.`;
    highlight(-1);
  }

  async function find() {
    const turn = ++asked;
    if (input.value.trim() === '' && !input.dataset.usherAll) {
      options = [];
      close();
      status.textContent = '';
      return;
    }
    try {
      const answer = await fetch(input.dataset.usherFind + encodeURIComponent(input.value.trim()), { headers: { Accept: 'application/json' } });
      if (!answer.ok || turn !== asked) {
        return;
      }
      options = await answer.json();
      if (turn === asked && document.activeElement === input) {
        show();
      }
    } catch {
      close();
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, 120);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) {
        find();
        return;
      }
      const step = event.key === 'ArrowDown' ? 1 : -1;
      highlight((active + step + options.length) % options.length);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      take(options[active]);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
}

/** News from the server: a bar that offers to show it, and numbers in the menu that are right without a reload. */
function listen() {
  const bar = document.querySelector('[data-usher-news]');
  if (!bar || !('EventSource' in window)) {
    return;
  }
  const source = new EventSource(`/live?since=${encodeURIComponent(bar.dataset.usherNews)}`);
  source.addEventListener('news', event => {
    const news = JSON.parse(event.data);
    bar.dataset.usherNews = news.mark;
    for (const [name, count] of Object.entries(news.counts)) {
      document.querySelectorAll(`[data-usher-count="${name}"]`).forEach(badge => {
        badge.textContent = count;
        badge.hidden = count === 0;
      });
    }
    const text = news.texts.at(-1);
    if (text) {
      bar.querySelector('[data-usher-news-text]').textContent = text;
      bar.hidden = false;
    }
    const fresh = document.querySelector('[data-usher-fresh]');
    if (fresh) {
      refresh(fresh);
    }
  });
  addEventListener('pagehide', () => source.close());
  // Some steps are told to nobody, such as a ticket that reaches its queue; a page that shows them looks again now and then.
  const shown = document.querySelector('[data-usher-fresh]');
  if (shown) {
    setInterval(() => document.hidden || refresh(shown), 5000);
  }
}

/** Replaces what shows a state (a request, an inbox) by what it is now, unless somebody is typing in it. */
async function refresh(part) {
  if (part.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
    return;
  }
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-usher-fresh]');
    if (fresh && fresh.innerHTML !== part.innerHTML) {
      part.innerHTML = fresh.innerHTML;
    }
  } catch {
    // The next news will try again.
  }
}
