import type { RankedShow } from "@showdrop/shared";
import { Link } from "react-router";
import { Avatar } from "../../ui/index.ts";
import { SaveButton } from "../follow/follow-buttons.tsx";
import { Corner, Poster } from "../shows/show-card.tsx";
import { CalendarMenu } from "./calendar-menu.tsx";
import { Why } from "./why.tsx";

/** A show that is to come: its poster leads to it, and it can be saved and put into a calendar from here. */
export const SoonCard = ({ show, why }: RankedShow) => (
  <article className="relative">
    <Link to={`/shows/${show.id}`} className="group flex min-w-0 flex-col gap-2.5 rounded-lg">
      <div className="relative aspect-4/5 overflow-hidden rounded-lg bg-raised">
        <Poster show={show} className="transition-transform duration-500 ease-out group-hover:scale-103" />
        <div className="absolute inset-x-2 top-2 flex flex-wrap items-center gap-1.5">
          <Corner show={show} />
        </div>
      </div>
      <div className="flex min-w-0 gap-2.5">
        <Avatar name={show.shop.name} url={show.shop.avatarUrl} size={32} className="mt-0.5" />
        <div className="min-w-0">
          <h3 className="line-clamp-2 leading-snug font-semibold">{show.title}</h3>
          <p className="truncate text-sm text-muted">{show.shop.name}</p>
          <Why why={why} className="text-muted" />
        </div>
      </div>
    </Link>
    {/* Over the poster's lower corner, and beside the link: a button inside a link is neither. */}
    <div className="pointer-events-none absolute inset-x-0 top-0 flex aspect-4/5 items-end justify-end gap-1.5 p-1.5 *:pointer-events-auto">
      <CalendarMenu show={show} className="rounded-full! bg-black/55! text-white! backdrop-blur-md" />
      <span>
        <SaveButton show={show} corner />
      </span>
    </div>
  </article>
);
