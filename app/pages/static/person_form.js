/** The dialogs of the people page: change somebody, invite somebody, show a link once. */

import { patch, post } from "./api.js";
import { openDialog, tell, tried } from "./dialogs.js";
import { h, one } from "./dom.js";
import { t } from "./words.js";

const ROLES = /** @type {string[]} */ (JSON.parse(one("#roles").textContent ?? "[]"));

/** @param {{role: string, specialties: string[], languages: string[], credentials: string|null}} now */
function fields(now) {
  const role = h("select", { class: "input" }, ROLES.map((name) =>
    h("option", { value: name, selected: name === now.role }, t(`role_${name}`))));
  const specialties = h("input", { class: "input", value: now.specialties.join(", "), maxlength: 1000 });
  const credentials = h("input", { class: "input", value: now.credentials ?? "", maxlength: 200 });
  const languages = ["zh", "en"].map((code) =>
    h("input", { type: "checkbox", value: code, checked: now.languages.includes(code) }));
  const elements = [
    h("label", { class: "field" }, t("role"), role),
    h("label", { class: "field" }, t("specialties"), specialties, h("span", { class: "hint" }, t("specialties_hint"))),
    h("fieldset", { class: "choices" }, h("legend", {}, t("languages")),
      h("div", { class: "choices-set" }, languages.map((box) =>
        h("label", { class: "choice" }, box, h("span", {}, t(`language_${box.value}`))))),
      h("span", { class: "quiet small" }, t("languages_hint"))),
    h("label", { class: "field" }, t("credentials"), credentials),
  ];
  const value = () => ({
    role: role.value,
    specialties: specialties.value.split(/[,，、;；]/).map((word) => word.trim()).filter(Boolean),
    languages: languages.filter((box) => box.checked).map((box) => box.value),
    credentials: credentials.value.trim(),
  });
  return { elements, value };
}

/** @param {string} label @param {boolean} checked */
function check(label, checked) {
  const box = h("input", { type: "checkbox", checked });
  return { box, element: h("label", { class: "check field" }, box, h("span", {}, label)) };
}

/**
 * @param {import("./people.js").Person} person
 * @param {() => Promise<void>} changed
 */
export function editPerson(person, changed) {
  const form = fields(person);
  const open = check(t("may_sign_in"), !person.disabled);
  const renew = check(t("must_change"), person.must_change_password);
  const byPassword = person.signs_in_by.includes("password");
  const save = async () => {
    await patch(`/api/people/${person.id}`, {
      ...form.value(), disabled: !open.box.checked,
      ...(byPassword ? { must_change_password: renew.box.checked } : {}),
    });
    tell(t("saved"));
  };
  const dialog = dialogOf(t("edit_person", { name: person.name }), [
    ...form.elements, open.element, byPassword ? renew.element : null,
    h("p", { class: "quiet small" }, t("reset_words", { name: person.name })),
    h("button", { type: "button", class: "button small", disabled: person.disabled, onclick: reset }, t("reset")),
  ], t("save"), save, changed);

  async function reset() {
    await tried(async () => {
      const link = await post(`/api/people/${person.id}/password-reset`);
      dialog.close();
      showLink(link.url);
      await changed();
    });
  }
}

/** @param {() => Promise<void>} changed */
export function inviteSomebody(changed) {
  const form = fields({ role: "clinician", specialties: [], languages: [], credentials: null });
  const days = h("input", { class: "input", type: "number", min: 1, max: 30, value: 7, required: true });
  dialogOf(t("invite"), [...form.elements, h("label", { class: "field" }, t("days"), days)], t("make_link"),
    async () => {
      const { credentials, ...rest } = form.value();
      const body = { ...rest, credentials: credentials || null, days: Number(days.value) };
      showLink((await post("/api/invitations", body)).url);
    }, changed);
}

/**
 * @param {string} title
 * @param {import("./dom.js").Child[]} children
 * @param {string} act
 * @param {() => Promise<void>} save
 * @param {() => Promise<void>} changed
 */
function dialogOf(title, children, act, save, changed) {
  const form = h("form", {
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      tried(async () => {
        await save();
        dialog.close();
        await changed();
      });
    },
  }, children, h("div", { class: "row end" },
    h("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("cancel")),
    h("button", { class: "button primary" }, act)));
  const dialog = openDialog(title, [form]);
  return dialog;
}

/** @param {string} url */
function showLink(url) {
  const field = h("input", { class: "input", value: url, readonly: true, id: "link", "aria-label": t("link_title") });
  openDialog(t("link_title"), [
    h("p", {}, t("link_words")),
    field,
    h("div", { class: "row end" }, h("button", {
      type: "button", class: "button primary", autofocus: true,
      onclick: () => tried(async () => {
        field.select();
        await navigator.clipboard.writeText(url);
        tell(t("copied"));
      }),
    }, t("copy"))),
  ]);
}
