// An engine in C++, compiled to WebAssembly, in a worker: whatever it does, the page stays alive.
//
//     const engine = new Engine('moons', {
//       step: (wasm, rate) => wasm.call('step', rate),
//     });
//     const loss = await engine.run('step', 0.1);
//
// A job is one call of a function there, and jobs run one after the other. The functions are copied into
// the worker as text, so write them as arrow functions that use nothing but their arguments. What they
// return is copied back: let it be numbers, texts, arrays, or a slice() of what doubles() and bytes() give.
// A job that fails rejects with an Error in the engine's own words, and the engine starts afresh: what it
// held is gone.
//
//     engine.sentence    which engine this is, and if it isn't the reader's, why
/* global ENGINES */
/* exported Engine */

class Engine {
  #worker = null;
  #source;
  #wasm;
  #patience;
  #last = Promise.resolve(); // The job that was asked for last.

  // A job that takes longer than `patience` milliseconds is given up.
  constructor(name, jobs, patience = 5000) {
    const built = typeof ENGINES === 'undefined' ? undefined : ENGINES[name];
    if (!built) throw new Error('its engine was not built: that needs clang for WebAssembly.');
    if (typeof WebAssembly === 'undefined') throw new Error('this browser runs no WebAssembly.');
    this.sentence = `Running on ${built.runsOn}${built.problem && `: ${built.problem}`}.`;
    this.#wasm = built.wasm;
    this.#patience = patience;
    const functions = Object.entries(jobs).map(([job, run]) => `${job}: ${run}`);
    const engine = `{ ${Engine.start}, ${Engine.inWords}, ${Engine.work} }`;
    this.#source = `(${engine}).work({ ${functions.join(',\n')} });`;
  }

  run(job, ...values) {
    const result = this.#last.then(() => this.#post(job, values));
    this.#last = result.catch(() => {});
    return result;
  }

  #post(job, values) {
    return new Promise((resolve, reject) => {
      const worker = this.#ready();
      const finish = (settle, result) => {
        clearTimeout(timer);
        worker.onmessage = worker.onerror = null;
        settle(result);
      };
      const giveUp = (why) => {
        worker.terminate();
        this.#worker = null;
        finish(reject, new Error(why));
      };
      const timer = setTimeout(
        () => giveUp(`It did not end within ${this.#patience / 1000} seconds.`),
        this.#patience,
      );
      worker.onmessage = ({ data: { result, problem } }) => {
        if (problem === undefined) finish(resolve, result);
        else finish(reject, new Error(problem));
      };
      worker.onerror = (event) => giveUp(event.message);
      worker.postMessage([job, values]);
    });
  }

  // From a Blob, since a page that is opened as a file may not load a worker from another one.
  #ready() {
    if (this.#worker) return this.#worker;
    const address = URL.createObjectURL(new Blob([this.#source], { type: 'text/javascript' }));
    this.#worker = new Worker(address);
    URL.revokeObjectURL(address);
    this.#worker.postMessage(this.#wasm);
    return this.#worker;
  }

  // The worker: first the engine comes, in base64, and then job after job.
  static work(jobs) {
    let module;
    let wasm;
    self.onmessage = ({ data }) => {
      if (!module) {
        const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
        module = new WebAssembly.Module(bytes);
        return;
      }
      const [job, values] = data;
      try {
        wasm ??= this.start(module);
        self.postMessage({ result: jobs[job](wasm, ...values) });
      } catch (error) {
        wasm = undefined;
        self.postMessage({ problem: this.inWords(error) });
      }
    };
  }

  // A fresh engine: its functions by name, and views of its memory.
  static start(module) {
    let printed = '';
    const memory = () => exports.memory.buffer;
    const bytes = (pointer, n) => new Uint8Array(memory(), pointer, n);
    const text = (pointer) => {
      const rest = bytes(pointer);
      return new TextDecoder().decode(rest.slice(0, rest.indexOf(0)));
    };
    const stop = (pointer) => {
      throw new Error(text(pointer) + (printed && ` (It printed: ${printed.trim()})`));
    };
    const fd_write = (_, pieces, n, written) => {
      const view = new DataView(memory());
      let all = 0;
      for (let at = pieces; at < pieces + 8 * n; at += 8) {
        const size = view.getUint32(at + 4, true);
        printed += new TextDecoder().decode(bytes(view.getUint32(at, true), size));
        all += size;
      }
      printed = printed.slice(-300);
      view.setUint32(written, all, true);
      return 0;
    };
    const known = { stop, fd_write, fd_close: () => 0, fd_seek: () => 0, fd_fdstat_get: () => 0 };
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      const missing = () => {
        throw new Error(`It asks the system for ${name}, which a page has not.`);
      };
      (imports[from] ??= {})[name] = known[name] ?? missing;
    }
    const { exports } = new WebAssembly.Instance(module, imports);
    exports._initialize();
    return {
      call: (name, ...values) => exports[name](...values),
      doubles: (pointer, n) => new Float64Array(memory(), pointer, n),
      bytes,
      text,
    };
  }

  // What went wrong, as a sentence. Browsers differ in their words.
  static inWords(error) {
    if (error instanceof WebAssembly.RuntimeError) {
      if (/bounds/i.test(error.message)) {
        return 'It reads or writes outside of its memory: is there a wrong index, or a call without end?';
      }
      if (/unreachable/i.test(error.message)) {
        return 'It comes to a point where no code goes on: is there a function without its return?';
      }
    }
    if (/call stack|recursion/i.test(error.message)) return 'It calls itself without end.';
    return error.message;
  }
}
