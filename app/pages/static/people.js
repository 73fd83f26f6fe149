/** The people of an organisation: who they are, what they may do, and how they come in. */

import { get, remove } from "./api.js";
import { confirmed, tell, tried } from "./dialogs.js";
import { fill, h, iconButton, one } from "./dom.js";
import { editPerson, inviteSomebody } from "./person_form.js";
import { t, when } from "./words.js";

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {string} role
 * @property {string[]} specialties
 * @property {string[]} languages
 * @property {string|null} credentials
 * @property {boolean} disabled
 * @property {string|null} seen_at
 * @property {string[]} signs_in_by
 * @property {boolean} must_change_password
 */

/** @param {Person} person */
function row(person) {
  const ways = person.signs_in_by.length ? person.signs_in_by.map((way) => t(`by_${way}`)) : [t("by_key")];
  return h("tr", { class: person.disabled ? "closed" : "" },
    h("td", {}, person.name, person.disabled ? [" ", h("span", { class: "chip warn" }, t("disabled"))] : []),
    h("td", {}, t(`role_${person.role}`)),
    h("td", {}, person.specialties.join(", ")),
    h("td", {}, person.languages.map((code) => t(`language_${code}`)).join(" · ")),
    h("td", {}, person.credentials ?? ""),
    h("td", {}, ways.join(", ")),
    h("td", {}, person.seen_at ? when(person.seen_at) : t("never")),
    h("td", {}, iconButton("edit", t("edit_person", { name: person.name }), () => editPerson(person, show))));
}

/** @param {any} invitation @param {Person[]} people */
function invited(invitation, people) {
  const whose = people.find((person) => person.id === invitation.for_user);
  const what = whose ? t("invitation_for", { name: whose.name }) : t(`role_${invitation.role}`);
  return h("li", {},
    h("span", {}, what),
    h("span", { class: "quiet small" }, `${t("expires")} ${when(invitation.expires_at)}`),
    h("button", {
      type: "button", class: "button small", "aria-label": `${t("withdraw")}: ${what}`,
      onclick: () => withdraw(invitation.id),
    }, t("withdraw")));
}

/** @param {string} id */
async function withdraw(id) {
  const question = { title: t("withdraw"), words: t("withdraw_words"), act: t("withdraw") };
  if (!(await confirmed(question))) return;
  await tried(async () => {
    await remove(`/api/invitations/${id}`);
    tell(t("withdrawn"));
    await show();
  });
}

async function show() {
  await tried(async () => {
    const [people, invitations] = await Promise.all([get("/api/people"), get("/api/invitations")]);
    fill(one("#people"), people.data.map(row));
    fill(one("#invitations"), invitations.data.length
      ? invitations.data.map((/** @type {any} */ each) => invited(each, people.data))
      : h("li", { class: "quiet" }, t("no_invitations")));
  });
}

one("#invite").addEventListener("click", () => inviteSomebody(show));
show();
