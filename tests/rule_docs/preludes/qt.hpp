// What a block about Qt may use without saying so.
#pragma once

#include "standard.hpp"

#include <QtConcurrent/QtConcurrent>
#include <QtCore/QtCore>
