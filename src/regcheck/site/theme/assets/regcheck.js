// What the pages do where scripts run: show what a citation leads to, copy, filter.
"use strict";

(() => {
  // --- what a citation leads to -------------------------------------------------------------
  let shown = null;
  let waiting = 0;

  function hide() {
    clearTimeout(waiting);
    if (!shown) return;
    shown.box.remove();
    shown = null;
  }

  function show(link) {
    const source = document.getElementById(link.getAttribute("aria-describedby"));
    if (!source || (shown && shown.link === link)) return;
    hide();
    const box = source.cloneNode(true);
    box.removeAttribute("id");
    link.closest(".regcheck").append(box);
    place(box, link);
    shown = { link, box };
    box.addEventListener("mouseenter", () => clearTimeout(waiting));
    box.addEventListener("mouseleave", hide);
  }

  // below the link, or above it where there is no room; never wider than the window
  function place(box, link) {
    const at = link.getClientRects()[0];
    const home = box.offsetParent.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.offsetWidth - 8;
    const left = Math.max(8, Math.min(at.left, room));
    const below = at.bottom + 4;
    const fits = below + box.offsetHeight <= window.innerHeight;
    const top = fits || at.top < box.offsetHeight ? below : at.top - box.offsetHeight - 4;
    box.style.left = `${left - home.left}px`;
    box.style.top = `${top - home.top}px`;
  }

  const cites = (event) => event.target.closest?.(".regcheck [aria-describedby]");

  document.addEventListener("mouseover", (event) => {
    const link = cites(event);
    if (!link) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(link), 120);
  });
  document.addEventListener("mouseout", (event) => {
    if (!cites(event)) return;
    clearTimeout(waiting);
    waiting = setTimeout(hide, 200);
  });
  document.addEventListener("focusin", (event) => {
    const link = cites(event);
    if (link) show(link);
    else if (shown && !shown.box.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // --- copying ------------------------------------------------------------------------------
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button.copy");
    if (!button) return;
    await copy(button.dataset.copy);
    const words = button.textContent;
    if (words === "已复制") return;
    button.textContent = "已复制";
    setTimeout(() => (button.textContent = words), 1500);
  });

  // --- what is searched for -----------------------------------------------------------------
  const DIGITS = "零一二三四五六七八九";
  const numeral = "[零〇一二三四五六七八九十百千]+";

  // 例：102 → 一百零二，15 → 十五。
  function chinese(number) {
    let out = "";
    for (const [unit, name] of [[1000, "千"], [100, "百"], [10, "十"], [1, ""]]) {
      const digit = Math.floor(number / unit) % 10;
      if (digit) out += DIGITS[digit] + name;
      else if (out && number % unit && !out.endsWith("零")) out += "零";
    }
    return out.replace(/^一十/, "十");
  }

  // The index knows 第一百零二条 and 之一 as words. The theme parts a query at the longest words it
  // knows, but leaves out the last character of each row of them: a sign that no draft has stands
  // there instead, so that the last word counts, and 第 alone takes no label apart.
  const END = "々";
  const LABEL = `第(${numeral})([编章节条])(之${numeral})?(?:第${numeral}[款项目])*`;

  function asked(query) {
    return query
      .normalize("NFKC")
      .replace(/^\s*([1-9][0-9]{0,3})(?:-([1-9][0-9]?))?条?\s*$/, (_, main, more) =>
        `第${chinese(+main)}条${more ? `之${chinese(+more)}` : ""}`)
      .replace(/(?<![0-9])第?\s*([1-9][0-9]{0,3})\s*(?=[编章节条])/g, (_, number) => `第${chinese(+number)}`)
      .replace(/(?<=条)之([1-9][0-9]?)/g, (_, number) => `之${chinese(+number)}`)
      .replace(/(?<=[条款项一二三四五六七八九十])第?([1-9][0-9]?)(?=[款项目])/g, (_, number) => `第${chinese(+number)}`)
      .replace(new RegExp(`(^|[^第${numeral.slice(1, -2)}])(?=${numeral}[编章节条])`, "g"), "$1第")
      .replace(new RegExp(LABEL, "g"), (_, number, unit, more) =>
        ` 第${number.replaceAll("〇", "零")}${unit}${END} ${more ? `${more}${END} ` : ""}`)
      .replace(/[\p{sc=Han}]{4,}/gu, (words) => (words.endsWith(END) ? words : words + END));
  }

  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const query = message?.type === 2 && typeof message.data === "string";
    return send.call(this, query ? { ...message, data: asked(message.data) } : message, ...rest);
  };

  // the theme listens to keys only: what a mouse pastes is searched for, too
  for (const field of document.querySelectorAll(".md-search__input")) {
    field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup")));
  }

  // --- filters ------------------------------------------------------------------------------
  // each choice is a pair: severity=error; one without = hides nothing
  const rows = [...document.querySelectorAll("tr[data-severity], tr[data-state]")];

  function filter(form) {
    const wanted = [...new FormData(form).values()].map((each) => each.split("="));
    let count = 0;
    for (const row of rows) {
      row.hidden = !wanted.every(([key, value]) => value === undefined || row.dataset[key] === value);
      count += !row.hidden;
    }
    form.querySelector(".shown").textContent = `显示 ${count} 行，共 ${rows.length} 行`;
  }

  // who follows a link to a row sees it
  function reveal(form) {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.hidden || !rows.includes(target)) return;
    for (const choice of form.querySelectorAll("select")) choice.value = "*";
    filter(form);
    target.scrollIntoView();
  }

  for (const form of document.querySelectorAll("[data-filters]")) {
    form.hidden = false;
    filter(form);
    reveal(form);
    form.addEventListener("change", () => filter(form));
    form.addEventListener("reset", () => setTimeout(() => filter(form)));
    window.addEventListener("hashchange", () => reveal(form));
  }
})();
