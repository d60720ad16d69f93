"use strict";
(() => {
  const form = JSON.parse(document.getElementById("survey").textContent);
  const words = form.labels;
  const page = document.getElementById("page");
  const shelf = "engage:" + form.uid;

  // what is kept: in memory always, in the browser when it allows it
  const kept = { responses: [], saved: 0, draft: null };
  let keeps = true;
  try {
    const found = JSON.parse(localStorage.getItem(shelf) || "null");
    if (found && Array.isArray(found.responses)) Object.assign(kept, found);
    localStorage.setItem(shelf, JSON.stringify(kept));
  } catch (refused) { keeps = false; }
  const keep = () => {
    try { localStorage.setItem(shelf, JSON.stringify(kept)); } catch (refused) { keeps = false; }
  };

  const fresh = () => ({ answers: {}, other: {}, at: form.welcome ? -1 : 0 });
  let now = kept.draft || fresh();

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
  const make = (tag, values, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(values || {})) {
      if (name === "text") element.textContent = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child));
    return element;
  };

  // branching: the same rules as on the designer's screen
  const number = (value) => {
    if (typeof value === "number") return value;
    const text = String(value).trim().replace(",", ".");
    return text !== "" && Number.isFinite(Number(text)) ? Number(text) : null;
  };
  const codeOf = (question, label) => {
    const option = (question.options || []).find((each) => each.label === label);
    return option ? option.code : label;
  };
  const holds = (condition, question, given) => {
    if (given === undefined || given === "" || (Array.isArray(given) && !given.length)) return false;
    if (Array.isArray(given)) {
      const has = given.some((each) => codeOf(question, each) === condition.value);
      return condition.operator === "!=" ? !has : has;
    }
    const said = codeOf(question, given);
    const left = number(said), right = number(condition.value);
    let order;
    if (left !== null && right !== null) order = Math.sign(left - right);
    else if (["=", "!=", "has"].includes(condition.operator)) order = String(said) === condition.value ? 0 : 1;
    else return false;
    return { "<=": order <= 0, ">=": order >= 0, "<": order < 0, ">": order > 0, "=": order === 0, "has": order === 0, "!=": order !== 0 }[condition.operator];
  };
  const asked = () => {
    const met = [], byCode = {};
    for (const question of form.questions) {
      const condition = question.condition;
      const source = condition && byCode[condition.code];
      if (condition && !(source && holds(condition, source, now.answers[condition.code]))) continue;
      met.push(question);
      byCode[question.code] = question;
      for (const row of question.rows || []) byCode[row.code] = row;
    }
    return met;
  };

  // one control for each kind of question
  const draftSoon = () => { kept.draft = now; keep(); };
  const say = (code, value) => {
    const empty = value === undefined || value === "" || (Array.isArray(value) && !value.length);
    if (empty) delete now.answers[code]; else now.answers[code] = value;
    draftSoon();
  };
  const points = (question) => {
    const { low, high, low_label, high_label } = question.scale;
    const size = high - low + 1 > 7 ? "many" : "few";
    const box = make("div", { class: "points " + size });
    for (let value = low; value <= high; value++) {
      const name = value === low && low_label ? value + ", " + low_label : value === high && high_label ? value + ", " + high_label : null;
      box.append(make("label", {},
        make("input", { type: "radio", name: question.code, value, "aria-label": name, checked: now.answers[question.code] === value, onchange: () => say(question.code, value) }),
        make("span", { text: value, "aria-hidden": name ? "true" : null })));
    }
    const ends = (low_label || high_label) && make("div", { class: "ends " + size, "aria-hidden": "true" }, make("span", { text: low_label }), make("span", { text: high_label }));
    return make("div", {}, box, ends || null);
  };
  const choices = (question) => {
    const many = question.kind === "multiple";
    const box = make("div", { class: "choices" });
    const chosen = () => [].concat(now.answers[question.code] ?? []);
    question.options.forEach((option, position) => {
      const input = make("input", { type: many ? "checkbox" : "radio", name: question.code, value: option.code, checked: chosen().includes(option.label) });
      box.append(make("label", {}, input, make("span", { text: option.label })));
      let precise = null;
      if (option.is_other) {
        const id = "other-" + question.code + "-" + position;
        const text = make("input", { type: "text", id, maxlength: 2000, value: now.other[question.code] || "", oninput: (event) => { now.other[question.code] = event.target.value; draftSoon(); } });
        precise = make("div", { class: "other", hidden: !input.checked }, make("label", { for: id, text: words.other_text }), text);
        box.append(precise);
      }
      input.addEventListener("change", () => {
        if (many) say(question.code, question.options.map((each) => each.label).filter((label) => label === option.label ? input.checked : chosen().includes(label)));
        else say(question.code, option.label);
        for (const each of box.querySelectorAll(".other")) each.hidden = !each.previousElementSibling.querySelector("input").checked;
      });
    });
    const hint = many && question.max_choices ? make("p", { class: "hint", text: fill(words.choices_limit, { n: question.max_choices }) }) : null;
    return make("div", {}, hint, box);
  };
  const written = (question, heading) => {
    const value = now.answers[question.code] ?? "";
    if (question.kind === "text") return make("textarea", { name: question.code, "aria-labelledby": heading, maxlength: 20000, oninput: (event) => say(question.code, event.target.value.trim() ? event.target.value : "") }, document.createTextNode(value));
    const date = question.kind === "date";
    const field = make("input", { type: date ? "date" : "text", class: date ? null : "number", inputmode: date ? null : "decimal", name: question.code, "aria-labelledby": heading, value: date ? value : String(value).replace(".", form.comma), autocomplete: "off",
      oninput: (event) => { const plain = event.target.value.trim(); say(question.code, date ? plain : number(plain) ?? plain); } });
    return field;
  };
  const grid = (question) => make("div", {}, ...question.rows.map((row) =>
    make("fieldset", { class: "row" }, make("legend", { text: row.label }), row.options ? choices(row) : points(row))));

  const fault = (question) => {
    const given = now.answers[question.code];
    if (question.kind === "info") return "";
    if (question.kind === "grid") return question.required && question.rows.some((row) => !(row.code in now.answers)) ? words.needed : "";
    const field = page.querySelector("input[type=date]");
    if (question.kind === "date" && field && field.validity.badInput) return words.date_wrong;
    if (given === undefined) return question.required ? words.needed : "";
    if (question.kind === "number" && typeof given !== "number") return words.number_wrong;
    if (question.kind === "multiple" && question.max_choices && given.length > question.max_choices) return fill(words.choices_over, { n: question.max_choices });
    return "";
  };

  // pages
  const show = (...content) => {
    page.replaceChildren(
      make("p", { class: "survey", text: form.title }),
      make("div", { class: "card" }, ...content),
      make("p", { class: "foot", text: keeps ? words.offline : words.not_kept }));
    const heading = page.querySelector("h1, h2");
    if (heading) heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };
  const go = (to) => { now.at = to; draftSoon(); draw(); };
  const draw = () => {
    const met = asked();
    if (now.at < 0) return welcome();
    if (now.at >= met.length) now.at = Math.max(0, met.length - 1);
    return ask(met, met[now.at]);
  };
  const welcome = () => show(
    make("h1", { tabindex: -1, text: form.title }), make("p", { text: form.welcome }),
    make("nav", {}, make("button", { type: "button", class: "main", text: words.start, onclick: () => go(0) })));

  const ask = (met, question) => {
    const counted = met.filter((each) => each.kind !== "info");
    const rank = counted.indexOf(question) + 1;
    const last = now.at === met.length - 1;
    const progress = rank ? fill(words.progress, { n: rank, of: counted.length }) : "";
    const bar = make("div", { class: "bar", "aria-hidden": "true" }, make("div", {}));
    bar.firstChild.style.width = (100 * Math.max(rank, 0) / Math.max(counted.length, 1)) + "%";
    const heading = make("h2", { id: "heading", tabindex: -1, text: question.label });
    const mark = question.kind !== "info" && question.required ? make("p", { class: "hint", text: words.required }) : null;
    const help = question.help ? make("p", { class: "help", id: "help", text: question.help }) : null;
    const error = make("p", { class: "error", role: "alert", id: "error" });
    let body = null;
    if (["single", "multiple"].includes(question.kind)) body = choices(question);
    else if (question.kind === "grid") body = grid(question);
    else if (["text", "number", "date"].includes(question.kind)) body = written(question, "heading");
    else if (question.scale) body = points(question);
    const answer = body && make("div", { class: "answer" }, body);
    const asks = make("form", { novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      const said = fault(question);
      if (said) {
        error.textContent = said;
        const field = answer.querySelector("input, textarea");
        if (field) { field.setAttribute("aria-describedby", "error"); field.focus(); }
        return;
      }
      const still = asked();
      const place = still.indexOf(question);
      if (place === still.length - 1) finish(); else go(place + 1);
    } },
      make("fieldset", { "aria-describedby": help ? "help" : null }, make("legend", {}, heading), mark, help, answer),
      error,
      make("nav", {},
        now.at > 0 || form.welcome ? make("button", { type: "button", class: "plain", text: words.back, onclick: () => go(now.at - 1) }) : null,
        make("button", { type: "submit", class: "main", text: last ? words.send : words.next })));
    if (answer) answer.addEventListener("change", () => {
      const still = asked();
      asks.querySelector("button.main").textContent = still.indexOf(question) === still.length - 1 ? words.send : words.next;
      error.textContent = "";
    });
    show(progress ? make("p", { class: "progress", text: progress }) : null, progress ? bar : null, asks);
    document.title = (progress ? progress + " – " : "") + form.title;
  };

  // a filled form
  const identity = () => {
    if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((byte, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
  };
  const local = (moment) => {
    const two = (value) => String(Math.floor(Math.abs(value))).padStart(2, "0");
    const shift = -moment.getTimezoneOffset();
    return moment.getFullYear() + "-" + two(moment.getMonth() + 1) + "-" + two(moment.getDate()) + "T" + two(moment.getHours()) + ":" + two(moment.getMinutes()) + ":" + two(moment.getSeconds()) + (shift < 0 ? "-" : "+") + two(shift / 60) + ":" + two(shift % 60);
  };
  const finish = () => {
    const answers = {}, other = {};
    for (const question of asked()) {
      for (const each of [question, ...(question.rows || [])]) {
        if (each.code in now.answers) answers[each.code] = now.answers[each.code];
      }
      const free = (now.other[question.code] || "").trim();
      const chosen = [].concat(now.answers[question.code] ?? []);
      if (free && (question.options || []).some((option) => option.is_other && chosen.includes(option.label))) other[question.code] = free;
    }
    kept.responses.push({ id: identity(), submitted_at: local(new Date()), answers, other });
    kept.draft = null;
    now = fresh();
    keep();
    thanks();
  };
  const file = () => JSON.stringify({
    format: "engage-answers", version: 1, survey: { name: form.name, version: form.version },
    questions: form.asked, responses: kept.responses,
  }, null, 1);
  const thanks = () => {
    const waiting = kept.responses.length;
    const count = waiting === 0 ? words.waiting_none : waiting === 1 ? words.waiting_one : fill(words.waiting_many, { n: waiting });
    const save = make("button", { type: "button", text: words.save, onclick: () => {
      const day = local(new Date()).slice(0, 16).replace("T", "-").replace(":", "h");
      const address = URL.createObjectURL(new Blob([file()], { type: "application/json" }));
      const link = make("a", { href: address, download: words.file_name + "-" + form.slug + "-" + day + ".json" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
      kept.saved = waiting;
      keep();
      thanks();
    } });
    const clear = kept.saved === waiting && waiting > 0
      ? make("button", { type: "button", class: "plain", text: words.clear, onclick: () => sure() }) : null;
    show(
      make("h1", { tabindex: -1, text: form.thanks || words.sent }),
      make("nav", { class: "column" }, make("button", { type: "button", class: "main", text: words.again, onclick: () => { now = fresh(); draw(); } })),
      make("div", { class: "collect" },
        kept.saved === waiting && waiting ? null : make("p", { class: "help", text: count }),
        make("nav", { class: "column" }, waiting ? save : null, clear),
        make("p", { class: "hint", role: "status", text: kept.saved === waiting && waiting ? words.saved : "" })));
    document.title = form.title;
  };
  const sure = () => show(
    make("h2", { tabindex: -1, text: words.clear_sure }),
    make("nav", {},
      make("button", { type: "button", class: "plain", text: words.cancel, onclick: () => thanks() }),
      make("button", { type: "button", class: "main", text: words.clear, onclick: () => { kept.responses = []; kept.saved = 0; keep(); thanks(); } })));

  window.addEventListener("beforeunload", (event) => {
    if (!keeps && kept.responses.length > kept.saved) event.preventDefault();
  });
  if (kept.responses.length && !kept.draft) thanks(); else draw();
})();
