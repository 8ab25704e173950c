// The names that the network invents: a few from time to time while it learns, each time with the same random
// numbers, so that what changes is the network; and twenty of how it is now, at a temperature that can be changed.
//
//     const inventions = new NamesInventions(table, list, known); // known: a Set of names
//     inventions.add(step, names); // a row of the table
//     const n = inventions.show(names); // instead of those in the list; n of them are known
/* exported NamesInventions */

class NamesInventions {
  #table;
  #list;
  #known;

  constructor(table, list, known) {
    this.#table = table;
    this.#list = list;
    this.#known = known;
  }

  clear() {
    this.#table.tBodies[0].replaceChildren();
  }

  add(step, names) {
    const row = this.#table.tBodies[0].insertRow();
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = step.toLocaleString('en');
    row.append(head, ...names.map((name) => this.#marked('td', name)));
  }

  show(names) {
    this.#list.replaceChildren(...names.map((name) => this.#marked('li', name)));
    return names.filter((name) => this.#known.has(name)).length;
  }

  #marked(tag, name) {
    const element = document.createElement(tag);
    element.textContent = name;
    if (this.#known.has(name)) {
      element.className = 'known';
      element.append(' (in the list)');
    }
    return element;
  }
}
