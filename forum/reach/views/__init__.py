"""The edge towards the outside, one file a resource."""

from forum.reach.views import arriving, feeds, links, machines, sitemap
from forum.reach.views.room import blueprint

__all__ = ["arriving", "blueprint", "feeds", "links", "machines", "sitemap"]
