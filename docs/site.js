// What Doxygen's own scripts leave out, for those who read with a keyboard or a screen reader.
'use strict';

/** Gives the attributes to what the selector finds; a value may be a function of the element. */
function mark(selector, attributes) {
  for (const element of document.querySelectorAll(selector)) {
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, typeof value === 'function' ? value(element) : value);
    }
  }
}

const isOpen = (arrow) =>
  arrow.textContent.includes('▼') || arrow.querySelector('.opened') !== null;
const nameIn = (element, selector) => element.querySelector(selector)?.textContent.trim() ?? '';

/** The search and the tree of pages, which grows while one opens its branches. */
function markNavigation() {
  mark('#MSearchField', { 'aria-label': 'Search' });
  mark('#MSearchClose', { 'aria-label': 'Close the search' });
  mark('#nav-tree a:has(> .arrow)', {
    role: 'button',
    'aria-expanded': isOpen,
    'aria-label': (arrow) => `Inside ${nameIn(arrow.parentElement, '.label')}`,
  });
}

/** The folders in the list of files, and the members that a class has from another. */
function markFolds() {
  mark('.directory .arrow[onclick]', {
    role: 'button',
    tabindex: 0,
    'aria-expanded': isOpen,
    'aria-label': (arrow) => `Inside ${nameIn(arrow.closest('tr'), 'a.el, b')}`,
  });
  mark('.directory .levels [onclick]', {
    role: 'button',
    tabindex: 0,
    'aria-label': (level) => `Show ${level.textContent.trim()} levels`,
  });
  mark('td[onclick] img', { role: 'button', tabindex: 0, alt: 'Inherited members' });
}

/** Code and tables that are wider than the page: with the focus, the arrow keys scroll them. */
function markWideBoxes() {
  for (const box of document.querySelectorAll(
    '.contents :is(div, pre, table, tbody, td):not(.line)',
  )) {
    const wide =
      box.scrollWidth > box.clientWidth && /auto|scroll/.test(getComputedStyle(box).overflowX);
    if (wide) box.tabIndex = 0;
    else if (box.matches('.fragment, table, tbody')) box.removeAttribute('tabindex');
  }
}

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (target.matches('[role="button"]') && (key === 'Enter' || key === ' ')) {
    event.preventDefault();
    target.click();
  }
  // The page scrolls in a box of its own, which does not have the focus at first.
  if (target === document.body && /^( |PageUp|PageDown|ArrowUp|ArrowDown|Home|End)$/.test(key)) {
    document.getElementById('doc-content')?.focus({ preventScroll: true });
  }
});

// Older versions of Doxygen show the results of a search in a frame. Opened from disk, a frame
// can't reach its page.
const leavesSearch = 'leaves the search';
if (window !== window.parent) {
  for (const type of ['keydown', 'keypress', 'keyup']) {
    document.addEventListener(
      type,
      (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        if (type === 'keyup') window.parent.postMessage(leavesSearch, '*');
      },
      true,
    );
  }
}
window.addEventListener('message', ({ data }) => {
  if (data !== leavesSearch) return;
  document.getElementById('MSearchResultsWindow').style.display = 'none';
  document.getElementById('MSearchField').focus();
});

document.addEventListener('click', (event) => {
  if (!event.target.matches('.skip')) return;
  event.preventDefault(); // A new address would make the tree of pages look for it.
  document.getElementById('doc-content').focus();
});

document.addEventListener('DOMContentLoaded', () => {
  const changes = new MutationObserver(markNavigation);
  for (const id of ['top', 'nav-tree']) {
    const element = document.getElementById(id);
    if (element) changes.observe(element, { childList: true, subtree: true });
  }
  const directory = document.querySelector('.directory');
  if (directory)
    new MutationObserver(markFolds).observe(directory, { childList: true, subtree: true });
  markNavigation();
  markFolds();
  new ResizeObserver(markWideBoxes).observe(document.querySelector('.contents') ?? document.body);
});
